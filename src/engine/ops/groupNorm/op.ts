// Group normalisation on our own kernels: one dispatch forward, two backward.
import type { Tensor, Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import type { GpuRuntime } from '../../gpu/runtime';
import type { GroupNormOptions } from '../ops';
import { differentiable } from '../differentiable';
import { inputGradientProgram, parameterGradientProgram } from './gradient';
import { groupNormProgram } from './program';
import type { GroupNormShape } from './slab';

/** A map that a residual block keeps for later comes back three times: from there, past the block and from its norm. */
const mostAddends = 2;

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
  return differentiable<Tensor4D, readonly [Tensor, Tensor, ...Tensor[]]>({
    inputs,
    forward: () => {
      const value = runtime.tensor(runtime.empty(x.shape));
      const coefficients = runtime.tensor(runtime.empty([batch, channels, 4]));
      runtime.dispatch(groupNormProgram(shape, epsilon), [...inputs, value, coefficients]);
      return { value, saved: [x, coefficients, ...inputs.slice(1)] };
    },
    gradients: (dy, [savedX, coefficients, ...factors], addends) => {
      const added = addends(0, mostAddends);
      const dx = runtime.tensor(runtime.empty(x.shape));
      const sums = runtime.tensor(runtime.empty([batch, channels, 2]));
      const program = inputGradientProgram(shape, added.length);
      runtime.dispatch(program, [savedX, dy, coefficients, ...added, dx, sums]);
      const parameters = [runtime.gradientOutput(gamma), runtime.gradientOutput(beta)];
      if (modulation) parameters.push(runtime.tensor(runtime.empty(modulation.shape)));
      runtime.dispatch(parameterGradientProgram(shape), [sums, ...(modulated ? factors : []), ...parameters]);
      sums.dispose();
      return [dx, ...parameters];
    },
  });
}
