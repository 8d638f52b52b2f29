// What the benchmark measures, as plain data, and the arithmetic on it.

export const engineNames = ['lab', 'tfjs', 'jax-js'] as const;
export type EngineName = (typeof engineNames)[number];

export const modelNames = ['playground', 'basic-unet', 'unet2d'] as const;
export type ModelName = (typeof modelNames)[number];

/** One model with one batch size under one engine: a row of the table, an entry of the JSON. */
export interface Result {
  readonly model: ModelName;
  readonly batch: number;
  readonly engine: EngineName;
  /** Median of the timed steps, the GPU finished in each. */
  readonly msPerStep: number;
  /** From building the model to the first loss read back, compilation included. */
  readonly firstStepMs: number;
  readonly dispatches: number;
  /** With all fused that a device's tuner may fuse; ours alone. */
  readonly fusedDispatches: number | null;
  readonly submits: number;
  /** Time of a step on Dawn's `null` backend, which computes nothing, at batch 1. */
  readonly jsMsPerStep: number | null;
  /** Most bytes of GPU buffers alive at once, first step included. */
  readonly peakBytes: number;
  /** Bytes sent to the GPU in one step. */
  readonly uploadedBytes: number;
  /** 10⁹ additions and multiplications a second, of the convolutions and products alone. */
  readonly gflops: number;
}

export interface SamplingResult {
  readonly model: ModelName;
  readonly engine: EngineName;
  readonly count: number;
  readonly steps: number;
  readonly ms: number;
}

export interface ScalingResult {
  readonly engine: EngineName;
  readonly batch: number;
  /** Channels of the playground model's first level. */
  readonly width: number;
  readonly msPerStep: number;
  readonly gflops: number;
}

export interface Benchmark {
  readonly device: string;
  readonly results: readonly Result[];
  readonly sampling?: readonly SamplingResult[];
  readonly scaling?: readonly ScalingResult[];
}

/** NaN for no values. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return Number.isInteger(middle)
    ? ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2
    : (sorted[Math.floor(middle)] ?? NaN);
}

/** A training step costs three times the forward pass: two products of its size go backward. */
export const stepFlops = (multiplyAdds: number, batch: number): number => 2 * 3 * multiplyAdds * batch;

export const gflops = (flops: number, ms: number): number => flops / (ms * 1e6);

/** The same model and batch under another engine. */
export const peerOf = (results: readonly Result[], of: Result, engine: EngineName): Result | undefined =>
  results.find(({ model, batch, engine: e }) => model === of.model && batch === of.batch && e === engine);

/** Our step to that of the same model under another engine; null for our own. */
export function ratioOf(result: Result, results: readonly Result[]): number | null {
  const lab = peerOf(results, result, 'lab');
  return result.engine === 'lab' || !lab ? null : lab.msPerStep / result.msPerStep;
}
