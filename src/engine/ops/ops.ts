// The operations that models are written in. There are two sets behind this one interface: our own WGSL
// kernels (`kernelOps`) and stock tfjs operations (`stockOps`), which serve WebGL and as the oracle in tests.
// Every operation has a gradient for every tensor argument unless it says otherwise. Images are NHWC.
import type { Tensor, Tensor1D, Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';

export interface ConvolutionOptions {
  /** [out channels]. */
  readonly bias?: Tensor1D;
  readonly stride?: 1 | 2;
  /** Zeros added on every side (PyTorch's convention, not tfjs's `same`). */
  readonly padding: number;
  /** The input is enlarged ×2 by nearest neighbour first (fused: the enlarged map is never stored). */
  readonly upsample?: boolean;
  /** Added to every pixel of an image: [batch, out channels] (the time embedding). */
  readonly channelAdd?: Tensor2D;
  /** Added to the output, same shape (the residual connection). */
  readonly residual?: Tensor4D;
  /** SiLU on the result, after all additions. */
  readonly silu?: boolean;
  /** False where x is data: nobody asks for its gradient, so it is not computed. */
  readonly inputGradient?: boolean;
}

export interface TransposedConvolutionOptions {
  /** [out channels]. */
  readonly bias?: Tensor1D;
  readonly stride?: 1 | 2;
  /** Taken off every side of the result (PyTorch's convention). */
  readonly padding: number;
}

export interface GroupNormOptions {
  readonly groups: number;
  readonly epsilon: number;
  /** SiLU on the result. */
  readonly silu: boolean;
  /** [batch, 2·channels], all scales, then all shifts: the normalised map becomes y·(1 + scale) + shift (before SiLU). */
  readonly modulation?: Tensor2D;
}

export interface ResidualOptions<T> {
  /** Added to the output, same shape (the residual connection). */
  readonly residual?: T;
}

export interface LinearOptions<T> extends ResidualOptions<T> {
  /** SiLU on the result, after the addition. */
  readonly silu?: boolean;
}

export interface LinearParameters {
  /** [in, out]. */
  readonly weight: Tensor2D;
  /** [out]. */
  readonly bias: Tensor1D;
}

export interface DropoutOptions {
  /** Share of the entries, 0…1. */
  readonly rate: number;
  /** Every layer of a model has its own. */
  readonly stream: number;
}

/**
 * Zeroes a share of the entries and scales the rest by 1/(1 − rate), so that the mean stays; the gradient is masked alike.
 * No operation of {@link Ops}: a training step hands it out, whose counter it draws from (src/diffusion/random.ts), so
 * that every step has another mask, the same one on every backend.
 */
export type Dropout = <T extends Tensor>(x: T, options: DropoutOptions) => T;

export type LossKind = 'mse' | 'l1' | 'huber';

export interface Ops {
  /** x [b,h,w,in], filter [k,k,in,out] → [b,h',w',out], h' = ⌊(h·(upsample ? 2 : 1) + 2·padding − k)/stride⌋ + 1. */
  conv2d(x: Tensor4D, filter: Tensor4D, options: ConvolutionOptions): Tensor4D;
  /** x [b,h,w,in], filter [k,k,out,in] (tfjs's order) → [b,h',w',out], h' = (h − 1)·stride + k − 2·padding. */
  convTranspose2d(x: Tensor4D, filter: Tensor4D, options: TransposedConvolutionOptions): Tensor4D;
  /** Wu & He 2018; statistics over a group's channels and all pixels, biased variance, as in PyTorch. */
  groupNorm(x: Tensor4D, gamma: Tensor1D, beta: Tensor1D, options: GroupNormOptions): Tensor4D;
  /** Rows of x [..., in] times weight [in, out] plus bias [out] plus residual, then SiLU if asked. */
  linear<T extends Tensor2D | Tensor3D>(
    x: T,
    weight: Tensor2D,
    bias: Tensor1D | null,
    options?: LinearOptions<T>,
  ): T;
  /** Several linear layers of the same rows x [batch, in], each → [batch, its out]. */
  linears(x: Tensor2D, layers: readonly LinearParameters[]): Tensor2D[];
  /** Scaled dot-product attention. qkv [b, n, 3·c], q first, heads contiguous in c → [b, n, c]; scale (c/heads)^−½. */
  attention(qkv: Tensor3D, options: { readonly heads: number }): Tensor3D;
  silu<T extends Tensor>(x: T): T;
  /** Same shapes only. */
  add<T extends Tensor>(a: T, b: T): T;
  /** Joins the channels: [b,h,w,c1], [b,h,w,c2] → [b,h,w,c1+c2]. */
  concat(a: Tensor4D, b: Tensor4D): Tensor4D;
  /** Nearest neighbour, ×2 on both sides. */
  upsample(x: Tensor4D, options?: ResidualOptions<Tensor4D>): Tensor4D;
  /** 2×2 windows, stride 2; an odd last row or column is dropped (PyTorch's floor). Gradient to the first maximum. */
  maxPool(x: Tensor4D): Tensor4D;
  /** [b,2h,2w,c] → [b,h,w,4c]; channel order (dy, dx, c). Sides must be even. */
  pixelUnshuffle(x: Tensor4D): Tensor4D;
  /** The inverse of {@link Ops.pixelUnshuffle}. */
  pixelShuffle(x: Tensor4D): Tensor4D;
  /** The pixels of a map in rows, one after the other: [b,h,w,c] → [b,h·w,c]. */
  toTokens(x: Tensor4D): Tensor3D;
  /** The inverse of {@link Ops.toTokens}, for a map of [height, width]. */
  toMap(x: Tensor3D, size: readonly [height: number, width: number]): Tensor4D;
  /**
   * Sinusoidal embedding of time steps [b] → [b, dim]: frequencies exp(−ln(10⁴)·k/(dim/2 − shift)), order [cos, sin]
   * or [sin, cos]. No gradient.
   */
  timestepEmbedding(
    t: Tensor1D,
    options: { readonly dim: number; readonly order: 'cos-sin' | 'sin-cos'; readonly shift: 0 | 1 },
  ): Tensor2D;
  /** Rows of table [n, dim] chosen by ids [b] (int32) → [b, dim]. Gradient for the table only. */
  embedding(table: Tensor2D, ids: Tensor1D): Tensor2D;
  /** Mean over the batch of weight[i] · mean over the pixels of the loss (Huber: δ = 1). Gradient for `prediction` only. */
  loss(prediction: Tensor4D, target: Tensor4D, weights: Tensor1D, kind: LossKind): Tensor;
}
