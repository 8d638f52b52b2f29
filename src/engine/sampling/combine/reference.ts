// The stages of a sampler on the CPU, by src/diffusion/samplers/run.ts: the stock path's combiner and the kernel's oracle.
import { tensor1d, tensor4d, type Tensor4D } from '@tensorflow/tfjs-core';
import { gaussians, streams, uniforms } from '../../../diffusion/random';
import { runStages, type Prediction, type RunFrame } from '../../../diffusion/samplers/run';
import { LabError } from '../../../lab/errors';
import type { Combiner, CombinerOptions, Start, StageRun } from './combiner';

type Values = Float32Array | Float64Array;

/** Reads predictions back at every stage, and waits for them. */
export function createStockCombiner(options: CombinerOptions): Combiner {
  const { shape, stages, guided } = options;
  const [batch, height, width, channels] = shape;
  const pixels = height * width * channels;
  const size = batch * pixels;
  const sampleOf = <V extends Values>(values: V, k: number): V =>
    values.subarray(k * pixels, (k + 1) * pixels) as V;

  let [x, x0, eps] = [new Float32Array(size), new Float32Array(size), new Float32Array(size)];
  let stageIndex = 0;
  let run: StageRun = { seed: 0, guidanceScale: 1 };
  let noise: Float64Array = new Float64Array();
  let answers: readonly Prediction[] = [];
  let runs: readonly Generator<RunFrame, Float64Array, Float64Array | undefined>[] = [];
  let replaced = false;

  const image = (values: Values, count: number): Tensor4D =>
    tensor4d(Float32Array.from(values), [count, height, width, channels]);

  return {
    get input() {
      const twice = new Float32Array(guided ? 2 * size : size);
      twice.set(x);
      if (guided) twice.set(x, size);
      return image(twice, guided ? 2 * batch : batch);
    },
    get timesteps() {
      const count = guided ? 2 * batch : batch;
      return tensor1d(new Float32Array(count).fill(stages[stageIndex]?.timestep ?? NaN));
    },
    get x() {
      return image(x, batch);
    },
    get x0() {
      return image(x0, batch);
    },
    get eps() {
      return image(eps, batch);
    },
    start({ seed, kind, image: picture, signal = 0, noise: level = 1 }: Start) {
      const draw = (kind === 'uniform' ? uniforms : gaussians)({ seed, stream: streams.initialNoise }, size);
      const base = picture?.dataSync<'float32'>();
      x = Float32Array.from(
        draw,
        (value, e) => level * value + (base ? signal * (base[e % base.length] ?? NaN) : 0),
      );
      [x0, eps] = [new Float32Array(size), new Float32Array(size)];
      runs = Array.from({ length: batch }, (_, k) =>
        runStages(stages, Float64Array.from(sampleOf(x, k)), {
          predictionType: options.predictionType,
          clip: options.clip,
          predict: () => answers[k] ?? { values: new Float64Array() },
          noise: () => sampleOf(noise, k),
        }),
      );
    },
    setStage(index: number, next: StageRun) {
      [stageIndex, run] = [index, next];
      if (stages[index]?.next.noise === undefined) return;
      noise = gaussians({ seed: run.seed, stream: streams.samplerNoise, step: index }, size);
    },
    apply(prediction: Tensor4D) {
      answers = splitAnswers(prediction.dataSync<'float32'>(), options, run.guidanceScale);
      runs.forEach((stepper, k) => {
        const { value } = stepper.next(replaced ? Float64Array.from(sampleOf(x, k)) : undefined);
        if (value instanceof Float64Array) {
          throw new LabError('internal', `The sampler's ${stages.length} stages are done; start it anew.`);
        }
        x.set(value.x, k * pixels);
        x0.set(value.x0, k * pixels);
        eps.set(value.eps, k * pixels);
      });
      replaced = false;
    },
    put(next) {
      x = Float32Array.from(next.dataSync<'float32'>());
      replaced = true;
    },
    dispose: () => undefined,
  };
}

/** The model's answer sample by sample: guided, and parted into prediction and learned variance. */
function splitAnswers(
  answer: Float32Array,
  { shape, guided, learnedVariance }: CombinerOptions,
  guidanceScale: number,
): Prediction[] {
  const [batch, height, width, channels] = shape;
  const pixels = height * width * channels;
  const answered = learnedVariance ? 2 * channels : channels;
  const unconditional = batch * height * width * answered;
  const at = (e: number): number => Math.floor(e / channels) * answered + (e % channels);
  const guide = (e: number): number => {
    const value = answer[at(e)] ?? NaN;
    if (!guided) return value;
    const without = answer[at(e) + unconditional] ?? NaN;
    return guidanceScale === 1 ? value : without + guidanceScale * (value - without);
  };
  return Array.from({ length: batch }, (_, k) => {
    const values = Float64Array.from({ length: pixels }, (_value, p) => guide(k * pixels + p));
    if (!learnedVariance) return { values };
    const variance = values.map((_value, p) => answer[at(k * pixels + p) + channels] ?? NaN);
    return { values, variance };
  });
}
