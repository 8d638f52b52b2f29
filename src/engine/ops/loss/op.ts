// The training loss on our own kernels: value and gradient together in two dispatches.
import {
  mul,
  reshape,
  tidy,
  util,
  type Rank,
  type Scalar,
  type Tensor,
  type Tensor1D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import type { GpuRuntime } from '../../gpu/runtime';
import type { LossKind } from '../ops';
import { differentiable } from '../differentiable';
import { chunksOf, lossProgram, lossSumProgram } from './program';

export interface LossDetails {
  readonly loss: Scalar;
  /** [batch]: each sample's loss, unweighted, mean over its pixels. Not differentiable. */
  readonly perSample: Tensor1D;
}

export interface LossOptions {
  /** The loss itself is what is differentiated: its upstream gradient is 1 and is not read. */
  readonly root?: boolean;
}

/** {@link Ops.loss}, with the loss of each sample beside it. */
export function lossWithDetails(
  runtime: GpuRuntime,
  prediction: Tensor4D,
  target: Tensor4D,
  weights: Tensor1D,
  kind: LossKind,
  { root = false }: LossOptions = {},
): LossDetails {
  const [batch] = prediction.shape;
  util.assertShapesMatch(prediction.shape, target.shape, 'Loss: prediction and target differ. ');
  util.assertShapesMatch(weights.shape, [batch], 'Loss: one weight for each sample. ');
  const shape = { batch, pixels: prediction.size / batch, kind };
  const perSample = tidy(() => reshape<Rank.R1>(runtime.tensor(runtime.empty([batch])), [batch]));
  const loss = differentiable<Scalar, readonly [Tensor]>({
    inputs: [prediction],
    forward: () => {
      const value = runtime.tensor(runtime.empty([]));
      const gradient = runtime.tensor(runtime.empty(prediction.shape));
      const partials = runtime.tensor(runtime.empty([batch, chunksOf(shape)]));
      runtime.dispatch(lossProgram(shape), [prediction, target, weights, gradient, partials]);
      runtime.dispatch(lossSumProgram(shape), [partials, weights, value, perSample]);
      return { value, saved: [gradient] };
    },
    gradients: (dy, [gradient]) => [root ? gradient.clone() : mul(gradient, dy)],
  });
  return { loss, perSample };
}

/** See {@link Ops.loss}. */
export const loss = (
  runtime: GpuRuntime,
  prediction: Tensor4D,
  target: Tensor4D,
  weights: Tensor1D,
  kind: LossKind,
): Tensor => tidy(() => lossWithDetails(runtime, prediction, target, weights, kind).loss);
