// What a model is to the engine: named parameters, a forward pass over `Ops`, and an outline for people.
// A model owns no tensors and knows no backend.
import type { Tensor, Tensor1D, Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import type { LayerOutline } from '../../lab/reports';
import type { Dropout, Ops } from '../ops/ops';

/** Initial values; `uniform` is U(−bound, bound), PyTorch's default with bound = fan_in^−½. */
export type Initializer =
  | { readonly kind: 'uniform'; readonly bound: number }
  | { readonly kind: 'normal'; readonly deviation: number }
  | { readonly kind: 'constant'; readonly value: number };

/**
 * How a checkpoint (PyTorch's layout) holds a parameter: `convolution` OIHW for our HWIO (and IOHW for a transposed
 * convolution's HWOI), `linear` [out, in] for our [in, out], `as-is` otherwise.
 */
export type Layout = 'as-is' | 'convolution' | 'linear';

export interface ParameterSpec {
  /** The reference library's name (diffusers for `unet2d`). */
  readonly name: string;
  readonly shape: readonly number[];
  readonly layout: Layout;
  readonly initializer: Initializer;
  /** Several tensors of the checkpoint side by side along our last axis (query, key and value in one product). */
  readonly parts?: readonly string[];
  /** A kernel between hidden maps, neither at the network's door nor at its end: Muon turns it as a matrix. */
  readonly hidden?: true;
  /** Shape in a checkpoint where the reference gives the same numbers in the same order another shape. */
  readonly fileShape?: readonly number[];
}

/** What a layer has just computed, for whoever looks on. */
export interface Observation {
  /** Its name in the outline, or that of the reference's module. */
  readonly layer: string;
  /** Null where it is written in stock tfjs on every backend. */
  readonly operation: keyof Ops | null;
  /** With all that is fused into the operation: the residual connection, SiLU. */
  readonly output: Tensor;
  /** Of a norm: what it normalised; no groups where each pixel is normalised by itself. */
  readonly normalised?: { readonly input: Tensor4D; readonly groups: number | null };
  /** Of attention, before the softmax. */
  readonly attention?: ObservedAttention;
}

export type ObservedAttention =
  /** As {@link Ops.attention} takes it. */
  | { readonly qkv: Tensor3D; readonly heads: number }
  /** [batch, heads, tokens, c/heads]; keys that belong to no pixel come first. */
  | { readonly queries: Tensor4D; readonly keys: Tensor4D };

/** What a forward pass runs with. */
export interface Pass {
  readonly ops: Ops;
  readonly parameter: (name: string) => Tensor;
  /** Null outside training, where nothing is dropped. */
  readonly dropout: Dropout | null;
  /** Is told of every layer in the order of the pass; the tensors are those that the pass goes on with. */
  readonly observe?: (observation: Observation) => void;
}

/** Tells whoever looks on. @returns what the layer has computed */
export function observed<T extends Tensor>(pass: Pass, observation: Observation & { readonly output: T }): T {
  pass.observe?.(observation);
  return observation.output;
}

/** A layer of a model, or several: map in, map out. */
export type MapLayer = (pass: Pass, x: Tensor4D) => Tensor4D;

/** What a network is told beside the picture. */
export interface Told {
  /** Time steps, float32 [batch]; models without a notion of time ignore them. */
  readonly t: Tensor1D;
  /** Classes, int32 [batch]; the number of classes stands for "any". Ignored by unconditional models. */
  readonly labels: Tensor1D;
}

export interface ModelInput extends Told {
  /** [batch, height, width, channels] in model range. */
  readonly x: Tensor4D;
}

export interface Model {
  readonly name: string;
  /** Whether the labels change what it predicts. */
  readonly conditional: boolean;
  readonly parameters: readonly ParameterSpec[];
  readonly outline: readonly LayerOutline[];
  /** What the blocks are told of time and class, [batch, width]; left out by a network that is told nothing. */
  readonly embedding?: (pass: Pass, told: Told) => Tensor2D;
  /** [batch, height, width, channels], or twice the channels where the variance is learned too. */
  forward(pass: Pass, input: ModelInput): Tensor4D;
}

/** Size of the images and number of classes that a model is built for. */
export interface ImageShape {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly classes: number;
}

/** Number of tensors in a checkpoint, parameters and multiply-adds an image. */
export function countModel(model: Model): { tensors: number; parameters: number; multiplyAdds: number } {
  const product = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);
  return {
    tensors: model.parameters.reduce((n, p) => n + (p.parts?.length ?? 1), 0),
    parameters: model.parameters.reduce((n, p) => n + product(p.shape), 0),
    multiplyAdds: model.outline.reduce((n, entry) => n + entry.multiplyAdds, 0),
  };
}
