// Nearest-neighbour enlargement on our own kernels: one dispatch each way.
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { GpuRuntime } from '../../gpu/runtime';
import type { ResidualOptions } from '../ops';
import { differentiable } from '../differentiable';
import { upsampleGradientProgram, upsampleProgram, type UpsampleShape } from './program';

/** See {@link Ops.upsample}. */
export function upsample(
  runtime: GpuRuntime,
  x: Tensor4D,
  { residual }: ResidualOptions<Tensor4D> = {},
): Tensor4D {
  const [batch, height, width, channels] = x.shape;
  const shape: UpsampleShape = { batch, height, width, channels };
  const inputs = residual ? [x, residual] : [x];
  return differentiable<Tensor4D, readonly []>({
    inputs,
    forward: () => {
      const value = runtime.tensor(runtime.empty([batch, 2 * height, 2 * width, channels]));
      runtime.dispatch(upsampleProgram(shape, residual !== undefined), [...inputs, value]);
      return { value, saved: [] };
    },
    gradients: (dy) => {
      const dx = runtime.tensor(runtime.empty(x.shape));
      runtime.dispatch(upsampleGradientProgram(shape), [dy, dx]);
      return residual ? [dx, dy.clone()] : [dx];
    },
  });
}
