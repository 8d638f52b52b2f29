// Dropout on our own kernel: one dispatch each way, no stored mask.
import type { Tensor } from '@tensorflow/tfjs-core';
import type { GpuRuntime } from '../../gpu/runtime';
import { differentiable } from '../differentiable';
import type { Dropout } from '../ops';
import { dropoutProgram } from './program';

/** @param control of the training step (gpu/control.ts): seed, draw and first sample are its first words. */
export const createDropout =
  (runtime: GpuRuntime, control: GPUBufferBinding): Dropout =>
  (x, options) => {
    const mask = (from: Tensor): Tensor => {
      const to = runtime.tensor(runtime.empty(x.shape));
      runtime.dispatch(dropoutProgram(x.shape, options), [from, control, to]);
      return to;
    };
    return differentiable<typeof x, readonly []>({
      inputs: [x],
      forward: () => ({ value: mask(x), saved: [] }),
      gradients: (dy) => [mask(dy)],
    });
  };
