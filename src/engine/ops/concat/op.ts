// Joining channels on our own kernels: one dispatch each way.
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { GpuRuntime } from '../../gpu/runtime';
import { differentiable } from '../differentiable';
import { concatGradientProgram, concatProgram, type ConcatShape } from './program';

/** See {@link Ops.concat}. */
export function concat(runtime: GpuRuntime, a: Tensor4D, b: Tensor4D): Tensor4D {
  const [batch, height, width, first] = a.shape;
  const second = b.shape[3];
  const shape: ConcatShape = { pixels: batch * height * width, first, second };
  return differentiable<Tensor4D, readonly []>({
    inputs: [a, b],
    forward: () => {
      const value = runtime.tensor(runtime.empty([batch, height, width, first + second]));
      runtime.dispatch(concatProgram(shape), [a, b, value]);
      return { value, saved: [] };
    },
    gradients: (dy) => {
      const parts = [a, b].map(({ shape }) => runtime.tensor(runtime.empty(shape)));
      runtime.dispatch(concatGradientProgram(shape), [dy, ...parts]);
      return parts;
    },
  });
}
