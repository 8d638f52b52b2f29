// SiLU on our own kernels: one dispatch each way.
import type { Tensor } from '@tensorflow/tfjs-core';
import type { GpuRuntime } from '../../gpu/runtime';
import { differentiable } from '../differentiable';
import { siluGradientProgram, siluProgram } from './program';

/** See {@link Ops.silu}. */
export const silu = <T extends Tensor>(runtime: GpuRuntime, x: T): T =>
  differentiable<T, readonly [Tensor]>({
    inputs: [x],
    forward: () => {
      const value = runtime.tensor(runtime.empty(x.shape));
      runtime.dispatch(siluProgram(x.size), [x, value]);
      return { value, saved: [x] };
    },
    gradients: (dy, [saved]) => {
      const dx = runtime.tensor(runtime.empty(x.shape));
      runtime.dispatch(siluGradientProgram(x.size), [saved, dy, dx]);
      return [dx];
    },
  });
