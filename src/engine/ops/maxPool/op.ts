// Max-pooling on our own kernels: one dispatch each way.
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import type { GpuRuntime } from '../../gpu/runtime';
import { differentiable } from '../differentiable';
import { maxPoolGradientProgram, maxPoolProgram, type MaxPoolShape } from './program';

/** See {@link Ops.maxPool}; sides of at least 2. */
export function maxPool(runtime: GpuRuntime, x: Tensor4D): Tensor4D {
  const [batch, height, width, channels] = x.shape;
  const shape: MaxPoolShape = { batch, height, width, channels };
  return differentiable<Tensor4D, readonly [Tensor]>({
    inputs: [x],
    forward: () => {
      const size = [batch, Math.floor(height / 2), Math.floor(width / 2), channels];
      const value = runtime.tensor(runtime.empty(size));
      runtime.dispatch(maxPoolProgram(shape), [x, value]);
      return { value, saved: [x] };
    },
    gradients: (dy, [saved], addends) => {
      const added = addends(0, 1);
      const dx = runtime.tensor(runtime.empty(x.shape));
      runtime.dispatch(maxPoolGradientProgram(shape, added.length > 0), [saved, dy, ...added, dx]);
      return [dx];
    },
  });
}
