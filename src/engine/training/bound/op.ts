// The variational bound of models that learn their variance, on our own kernels: two dispatches.
import {
  mul,
  util,
  type Scalar,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import type { GpuRuntime } from '../../gpu/runtime';
import { differentiable } from '../../ops/differentiable';
import { boundProgram, boundSumProgram, chunksOf } from './program';

export interface BoundInputs {
  /** [batch, height, width, 2·channels]: what the model predicts, then v, its word on the variance. */
  readonly prediction: Tensor4D;
  /** [batch, height, width, channels]. */
  readonly xt: Tensor4D;
  readonly target: Tensor4D;
  /** [batch], float32: table index 0…T−1. */
  readonly timesteps: Tensor1D;
  /** Of {@link packBoundTable}, for the type of this prediction. */
  readonly rows: Tensor2D;
}

export interface BoundOptions {
  /** The bound is multiplied by it. */
  readonly scale: number;
  /** What is differentiated is a sum that has this as a term: its upstream gradient is 1 and is not read. */
  readonly root?: boolean;
}

/**
 * L_vlb of Nichol & Dhariwal 2021 (arXiv 2102.09672, section 3.1): the mean over the samples of the bound's term at
 * their time step, in bits per dimension ({@link boundTerm}), times `scale`. It teaches the variance alone: the mean
 * counts as a constant, so the gradient of the prediction's first half is 0.
 */
export function variationalBound(
  runtime: GpuRuntime,
  { prediction, xt, target, timesteps, rows }: BoundInputs,
  { scale, root = false }: BoundOptions,
): Scalar {
  const [batch, height, width, channels] = target.shape;
  util.assertShapesMatch(xt.shape, target.shape, 'Bound: xt and target differ. ');
  util.assertShapesMatch(
    prediction.shape,
    [batch, height, width, 2 * channels],
    'Bound: a prediction has a mean and a variance for each pixel. ',
  );
  util.assertShapesMatch(timesteps.shape, [batch], 'Bound: one time step for each sample. ');
  const shape = { batch, pixels: height * width * channels, channels, scale };
  return differentiable<Scalar, readonly [Tensor]>({
    inputs: [prediction],
    forward: () => {
      const value = runtime.tensor(runtime.empty([]));
      const gradient = runtime.tensor(runtime.empty(prediction.shape));
      const partials = runtime.tensor(runtime.empty([batch, chunksOf(shape)]));
      runtime.dispatch(boundProgram(shape), [prediction, xt, target, timesteps, rows, gradient, partials]);
      runtime.dispatch(boundSumProgram(shape), [partials, value]);
      return { value, saved: [gradient] };
    },
    gradients: (dy, [gradient]) => [root ? gradient.clone() : mul(gradient, dy)],
  });
}
