// What a training batch is made of. The same plan and control numbers give the same batch on the GPU and on the CPU:
//   noise of pixel p of sample i    number i·pixels + p of {seed, trainingNoise, draw}, normal or uniform
//   null class, flip, amount        number i of {seed, labels | flips | corruption, draw}, uniform
//   of pairs, noise of pixel p          number k·pixels + p of {seed, pairs}, k the image's number in the set
// where i counts all samples of a step, of which a micro-step makes those from `firstSample` on, and p counts [height,
// width, channels] of the picture as the model sees it (after a flip).
import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { targetFactors } from '../../../diffusion/objective/predict';
import type { PredictionType } from '../../../diffusion/objective/predict';
import type { Process } from '../../../diffusion/process/process';
import type { TrainingControl } from '../../gpu/control';

/** All of the same length T, chosen from by the control's `timesteps`. */
export interface TrainingTable {
  /** xₜ = signal·x₀ + noise·ε. */
  readonly signal: ArrayLike<number>;
  readonly noise: ArrayLike<number>;
  /** Of the sample's loss. */
  readonly weight: ArrayLike<number>;
  /** What the model is told. */
  readonly time: ArrayLike<number>;
}

export interface BatchPlan {
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** The null class's number: one more than the last class. */
  readonly classCount: number;
  readonly table: TrainingTable;
  readonly predictionType: PredictionType;
  /**
   * Range of the images and kind of the noise. `timed`: the levels are the table's; else each sample draws its own amount
   * a, uniform in 0…1: x = x₀·(1 − a) + noise·a, target x₀.
   */
  readonly process: Pick<Process, 'range' | 'noise' | 'timed'>;
  readonly horizontalFlips: boolean;
  /** Each image has a noise of its own, the one that it came from, instead of a fresh one every time. */
  readonly paired: boolean;
}

export interface Batch {
  /** [batch, height, width, channels]. */
  readonly xt: Tensor4D;
  readonly target: Tensor4D;
  /** [batch], float32. */
  readonly timesteps: Tensor1D;
  /** [batch], int32; `classCount` is the null class. */
  readonly labels: Tensor1D;
  readonly weights: Tensor1D;
  /** [batch]: place on the time axis, 0…1: t/T, or the amount of corruption. */
  readonly positions: Tensor1D;
}

export interface BatchMaker {
  /** Fresh tensors, the caller's to dispose. On the GPU the numbers come from the control buffer instead. */
  make(control: TrainingControl): Batch;
  dispose(): void;
}

export const pixelsOf = ({ height, width, channels }: BatchPlan): number => height * width * channels;

/** A row of the table: signal, noise, factors of x₀ and ε in the target, weight, time, t/T, unused. */
export const rowFloats = 8;

export function packTable({ table, predictionType }: BatchPlan): Float32Array<ArrayBuffer> {
  const { signal, noise, weight, time } = table;
  const packed = new Float32Array(rowFloats * signal.length);
  for (let t = 0; t < signal.length; t++) {
    const [s, n] = [signal[t] ?? NaN, noise[t] ?? NaN];
    const { x0, eps } = targetFactors(predictionType, s, n);
    packed.set([s, n, x0, eps, weight[t] ?? NaN, time[t] ?? NaN, t / signal.length, 0], rowFloats * t);
  }
  return packed;
}
