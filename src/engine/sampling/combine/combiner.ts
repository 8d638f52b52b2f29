// What carries out the stages of a sampler on tensors: on the GPU (op.ts) or, on the stock path, on the CPU
// (reference.ts). Its numbers are those of src/diffusion/samplers/run.ts with this noise, where n = height·width·channels:
//   start          number k·n + p of {seed, initialNoise}, normal or uniform, for pixel p of sample k
//   stage s        number k·n + p of {seed, samplerNoise, step s}, normal
// so that a sample depends on the seed and its own place k, not on how many there are.
import type { Tensor, Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import type { ClipMode } from '../../../diffusion/samplers/clip';
import type { SamplerStage } from '../../../diffusion/types';
import type { PredictionType } from '../../../diffusion/objective/predict';

export interface CombinerOptions {
  /** [samples, height, width, channels]. */
  readonly shape: readonly [number, number, number, number];
  readonly stages: readonly SamplerStage[];
  readonly predictionType: PredictionType;
  readonly clip: ClipMode;
  /** Classifier-free guidance (Ho & Salimans 2022): the model sees every sample twice, the second time unconditional. */
  readonly guided: boolean;
  /** The model's answer has twice the channels; the second half is the variance, −1…1. */
  readonly learnedVariance: boolean;
}

export interface Start {
  readonly seed: number;
  /** Normal, or uniform in 0…1. */
  readonly kind: 'gaussian' | 'uniform';
  /** x = signal·image + noise·draw; one [height, width, channels] for all or one each. Default: noise alone. */
  readonly image?: Tensor;
  readonly signal?: number;
  readonly noise?: number;
}

export interface StageRun {
  readonly seed: number;
  /** ε̂ = unconditional + scale·(conditional − unconditional), where the combiner is guided. */
  readonly guidanceScale: number;
}

/** Tensors are views that change with the stages (GPU), or new ones at each access that the caller disposes (stock). */
export interface Combiner {
  /** What the model sees next: [samples, …], or x twice when guided, for the class first, then for the null class. */
  readonly input: Tensor4D;
  /** The time step of the stage, once for each image of `input`. */
  readonly timesteps: Tensor1D;
  /** [samples, height, width, channels]: x now, and x̂₀ (clipped) and ε̂ of the last stage; these are 0 at the start. */
  readonly x: Tensor4D;
  readonly x0: Tensor4D;
  readonly eps: Tensor4D;
  start(start: Start): void;
  /** Stages are run in order, from 0 after each start. On the GPU this is not recorded: call it before each replay. */
  setStage(index: number, run: StageRun): void;
  /** x ← Σ factor · register. @param prediction the model's answer to `input` and `timesteps`. */
  apply(prediction: Tensor4D): void;
  /** Puts another x in the place of the present one, between two stages. */
  put(x: Tensor4D): void;
  dispose(): void;
}
