// Group normalisation on our own kernels: one dispatch each way, and a sum over the images that may serve many layers.
import type { Tensor, Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import type { GpuRuntime } from '../../gpu/runtime';
import type { GroupNormOptions } from '../ops';
import { differentiable } from '../differentiable';
import { groupNormGradientProgram, mostAddends } from './gradient';
import { groupNormProgram } from './program';
import { coefficientsOf, type GroupNormShape } from './slab';

/** See {@link Ops.groupNorm}; `channels` is a multiple of `groups`. */
export function groupNorm(
  runtime: GpuRuntime,
  x: Tensor4D,
  gamma: Tensor1D,
  beta: Tensor1D,
  { groups, epsilon, silu, modulation }: GroupNormOptions,
): Tensor4D {
  const [batch, height, width, channels] = x.shape;
  const modulated = modulation !== undefined;
  const shape: GroupNormShape = { batch, pixels: height * width, channels, groups, silu, modulated };
  const inputs = [x, gamma, beta, ...(modulation ? [modulation] : [])];
  return differentiable<Tensor4D, readonly [Tensor, Tensor]>({
    inputs,
    forward: () => {
      const value = runtime.tensor(runtime.empty(x.shape));
      const coefficients = runtime.tensor(runtime.empty([batch, channels, coefficientsOf(shape), 4]));
      runtime.dispatch(groupNormProgram(shape, epsilon), [...inputs, value, coefficients]);
      return { value, saved: [x, coefficients] };
    },
    gradients: (dy, [savedX, coefficients], addends) => {
      const most = mostAddends(shape);
      const added = addends(0, most);
      const maps = [...added, ...new Array<Tensor>(most - added.length).fill(savedX)];
      const dx = runtime.tensor(runtime.empty(x.shape));
      const dModulation = modulation ? [runtime.gradients.output(modulation)] : [];
      const program = groupNormGradientProgram(shape, added.length);
      const sums = runtime.gradients.summed(
        [
          { of: gamma, rows: batch },
          { of: beta, rows: batch },
        ],
        (matrices) =>
          runtime.dispatch(program, [savedX, dy, coefficients, ...maps, dx, ...matrices, ...dModulation]),
      );
      return [dx, ...sums, ...dModulation];
    },
  });
}
