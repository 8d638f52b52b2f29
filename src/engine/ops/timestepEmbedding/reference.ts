// The sinusoidal embedding of time steps from stock tfjs operations.
import {
  concat,
  cos,
  matMul,
  reshape,
  sin,
  tensor2d,
  type Tensor1D,
  type Tensor2D,
} from '@tensorflow/tfjs-core';

export interface TimestepEmbeddingOptions {
  readonly dim: number;
  readonly order: 'cos-sin' | 'sin-cos';
  /** The frequencies reach 10⁻⁴ at k = dim/2 (0, diffusers) or at the last k (1, Vaswani et al. as in DDPM). */
  readonly shift: 0 | 1;
}

/** The dim/2 frequencies exp(−ln(10⁴)·k/(dim/2 − shift)). */
export function embeddingFrequencies({ dim, shift }: TimestepEmbeddingOptions): number[] {
  const half = dim / 2;
  return Array.from({ length: half }, (_, k) => Math.exp((-Math.log(10_000) * k) / (half - shift)));
}

/** See {@link Ops.timestepEmbedding}. */
export function timestepEmbeddingReference(t: Tensor1D, options: TimestepEmbeddingOptions): Tensor2D {
  const angles = matMul(reshape(t, [-1, 1]), tensor2d([embeddingFrequencies(options)]));
  const [first, second] =
    options.order === 'cos-sin' ? [cos(angles), sin(angles)] : [sin(angles), cos(angles)];
  return concat<Tensor2D>([first as Tensor2D, second as Tensor2D], 1);
}
