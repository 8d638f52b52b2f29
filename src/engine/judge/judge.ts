// Looks at pictures of digits with the judge's network, on whatever the engine computes with.
import { concat, keep, softmax, tensor, tensor4d, tidy, type Tensor } from '@tensorflow/tfjs-core';
import type { Engine } from '../engine';
import {
  featureCount,
  judgedClasses,
  judgedShape,
  judgeNetwork,
  readJudge,
  type JudgeFile,
  type JudgeNetwork,
} from './network';

export interface Judgement {
  /** [count, 48]. */
  readonly features: Float32Array;
  /** [count, 10]. */
  readonly probabilities: Float32Array;
}

/** Pictures that go through at once; the last part is filled up, so that programs are made for one size. */
const atOnce = 50;
const pictureSize = judgedShape.height * judgedShape.width;

export class Judge {
  readonly file: JudgeFile;
  private readonly network: JudgeNetwork = judgeNetwork();
  private readonly weights: ReadonlyMap<string, Tensor>;

  /** @throws LabError `bad-checkpoint` */
  constructor(
    private readonly engine: Engine,
    file: ArrayBuffer,
  ) {
    this.file = readJudge(file);
    this.weights = new Map(
      this.network.parameters.map(({ name, shape }) => [
        name,
        keep(tensor(this.file.weights.get(name) ?? [], [...shape])),
      ]),
    );
  }

  /** @param pixels [count, 28, 28, 1] in −1…1 */
  async look(pixels: Float32Array): Promise<Judgement> {
    const count = pixels.length / pictureSize;
    const features = new Float32Array(count * featureCount);
    const probabilities = new Float32Array(count * judgedClasses);
    for (let first = 0; first < count; first += atOnce) {
      const part = new Float32Array(atOnce * pictureSize);
      part.set(pixels.subarray(first * pictureSize, (first + atOnce) * pictureSize));
      const rows = Math.min(atOnce, count - first);
      const answer = await this.lookAtOnce(part);
      const width = featureCount + judgedClasses;
      for (let row = 0; row < rows; row++) {
        const values = answer.subarray(row * width, (row + 1) * width);
        features.set(values.subarray(0, featureCount), (first + row) * featureCount);
        probabilities.set(values.subarray(featureCount), (first + row) * judgedClasses);
      }
    }
    return { features, probabilities };
  }

  dispose(): void {
    for (const weights of this.weights.values()) weights.dispose();
  }

  /** [50, 58]: features, then probabilities. */
  private async lookAtOnce(pixels: Float32Array): Promise<Float32Array> {
    const { ops } = this.engine;
    const parameter = (name: string): Tensor => {
      const found = this.weights.get(name);
      if (!found) throw new RangeError(`The judge has no parameter ${name}.`);
      return found;
    };
    const joined = tidy(() => {
      const { height, width, channels } = judgedShape;
      const x = tensor4d(pixels, [atOnce, height, width, channels]);
      const { features, logits } = this.network.judge({ ops, parameter, dropout: null }, x);
      return concat([features, softmax(logits)], 1);
    });
    try {
      return await this.engine.guard(joined.data<'float32'>());
    } finally {
      joined.dispose();
    }
  }
}
