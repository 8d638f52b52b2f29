// Draws samples of a model, a class after the other, and has them judged.
import { frechetDistance, momentsOf } from '../../diffusion/quality/moments';
import { sharesOf } from '../../diffusion/quality/shares';
import { epochOrder } from '../../diffusion/random';
import { toModelRange, type Dataset } from '../../datasets/types';
import { fromRange } from '../../diffusion/process/pictures';
import { processOf } from '../../diffusion/process/index';
import type { LabConfig } from '../../lab/fields';
import type { Quality } from '../../lab/quality';
import type { Engine } from '../engine';
import { Sampler, sampleLabels, type SamplerOptions } from '../sampling/sampler';
import type { Judge } from './judge';
import { featureCount, judgedClasses } from './network';

export interface MeterOptions extends Omit<SamplerOptions, 'engine' | 'config' | 'startTimestep'> {
  readonly engine: Engine;
  readonly judge: Judge;
  /** How samples are drawn; `sampleCount` of them at once. */
  readonly config: LabConfig;
}

export interface Measured extends Quality {
  /** [count, height, width, channels] in −1…1, and the class that each was drawn for. */
  readonly pixels: Float32Array;
  readonly labels: readonly number[];
}

/** Drawings of real images whose mean distance is the floor. */
const floorDraws = 4;

export class Meter {
  private readonly sampler: Sampler;
  private readonly floors = new Map<number, number>();

  /** @throws LabError as {@link Sampler} does. */
  constructor(private readonly options: MeterOptions) {
    this.sampler = new Sampler(options);
  }

  prepare(onProgress: (done: number, total: number) => void): Promise<void> {
    return this.sampler.prepare(onProgress);
  }

  /**
   * @param count a multiple of the config's `sampleCount`; each of its parts has a seed of its own
   * @param dataset real images, for the floor
   * @returns null when `signal` aborted
   */
  async measure(
    count: number,
    dataset: Dataset,
    { step, signal, onPart }: { step: number; signal: AbortSignal; onPart?: (done: number) => void },
  ): Promise<Measured | null> {
    const { config, judge } = this.options;
    const { sampleCount } = config;
    const size = dataset.height * dataset.width * dataset.channels;
    const pixels = new Float32Array(count * size);
    const part = sampleLabels(config.sampleClass, sampleCount, judgedClasses);
    const labels = Array.from({ length: count }, (_, i) => part[i % sampleCount] ?? judgedClasses);
    for (let first = 0; first < count; first += sampleCount) {
      const seed = config.sampleSeed + first / sampleCount;
      const run = {
        seed,
        labels: part,
        guidanceScale: config.guidanceScale,
        frames: 'last',
        signal,
      } as const;
      let last: Float32Array | null = null;
      for await (const { x } of this.sampler.run(run)) last = x;
      if (!last || signal.aborted) return null;
      pixels.set(fromRange(last, processOf(config).range), first * size);
      onPart?.(first + sampleCount);
    }
    const { features, probabilities } = await judge.look(pixels);
    const asked = config.classConditional ? labels : labels.map(() => judgedClasses);
    return {
      step,
      count,
      ...sharesOf(probabilities, asked, judgedClasses),
      frechet: frechetDistance(momentsOf(features, featureCount), judge.file.test),
      floor: await this.floorOf(count, dataset),
      pixels,
      labels,
    };
  }

  dispose(): void {
    this.sampler.dispose();
  }

  /** Found once for every number of samples. */
  private async floorOf(count: number, dataset: Dataset): Promise<number> {
    const known = this.floors.get(count);
    if (known !== undefined) return known;
    const floor = await realFloor(this.options.judge, dataset, count);
    this.floors.set(count, floor);
    return floor;
  }
}

/** Mean distance of `count` real images from the test set, over four drawings. */
export async function realFloor(judge: Judge, dataset: Dataset, count: number): Promise<number> {
  const size = dataset.height * dataset.width * dataset.channels;
  const taken = Math.min(count, dataset.count);
  let sum = 0;
  for (let draw = 0; draw < floorDraws; draw++) {
    const order = epochOrder(0, draw, dataset.count);
    const bytes = new Uint8Array(taken * size);
    for (let i = 0; i < taken; i++) {
      const first = (order[i] ?? 0) * size;
      bytes.set(dataset.images.subarray(first, first + size), i * size);
    }
    const { features } = await judge.look(toModelRange(bytes));
    sum += frechetDistance(momentsOf(features, featureCount), judge.file.test);
  }
  return sum / floorDraws;
}
