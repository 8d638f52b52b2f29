// Convolution and transposed convolution on our own kernels, with their gradients: one dispatch forward, at most four
// backward.
import { engine, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core';
import type { ConvolutionOptions, TransposedConvolutionOptions } from '../ops';
import { differentiable } from '../differentiable';
import { siluGradientProgram } from '../silu/program';
import { forwardProgram } from './forward';
import {
  convolutionGradients,
  filterGradients,
  inputGradient,
  mapShape,
  present,
  type ConvolutionContext,
} from './gradients';
import { convolutionShape, transposedShape } from './shape';

/** See {@link Ops.conv2d}. */
export function conv2d(
  context: ConvolutionContext,
  x: Tensor4D,
  filter: Tensor4D,
  options: ConvolutionOptions,
): Tensor4D {
  const { runtime, tilings } = context;
  const { bias, channelAdd, residual, silu = false } = options;
  const shape = convolutionShape(x.shape, filter.shape, options);
  // Without a tape (sampling) nobody asks for the argument of SiLU.
  const keepSum = silu && engine().state.gradientDepth > 0;
  const additions = { bias: !!bias, channelAdd: !!channelAdd, residual: !!residual, silu, keepSum };
  const inputs = [x, filter, ...present(bias), ...present(channelAdd), ...present(residual)];
  return differentiable<Tensor4D, readonly [Tensor, Tensor, ...Tensor[]]>({
    inputs,
    forward: () => {
      const value = runtime.tensor(runtime.empty(mapShape(shape, 'out')));
      const sum = keepSum ? runtime.tensor(runtime.empty(value.shape)) : null;
      const program = forwardProgram(shape, additions, tilings.get('forward', shape));
      runtime.dispatch(program, [...inputs, value, ...present(sum)]);
      return { value, saved: sum ? [x, filter, sum] : [x, filter] };
    },
    gradients: (dy, [savedX, savedFilter, sum], addends) => {
      const dSum = sum ? runtime.tensor(runtime.empty(sum.shape)) : dy;
      if (sum) runtime.dispatch(siluGradientProgram(sum.size), [sum, dy, dSum]);
      const maps = { x: savedX, dy: dSum, filter: savedFilter };
      const summed = { summed: 'dy', bias: bias ?? null, channelAdd: channelAdd ?? null } as const;
      const {
        input,
        filter: dFilter,
        ...rest
      } = options.inputGradient === false
        ? { input: runtime.tensor(runtime.empty(x.shape)), ...filterGradients(context, shape, maps, summed) }
        : convolutionGradients(context, shape, maps, { ...summed, addend: addends(0, 1)[0] });
      const dResidual = residual ? dSum.clone() : null;
      if (sum) dSum.dispose();
      return [input, dFilter, ...present(rest.bias), ...present(rest.channelAdd), ...present(dResidual)];
    },
  });
}

/** See {@link Ops.convTranspose2d}. */
export function convTranspose2d(
  context: ConvolutionContext,
  x: Tensor4D,
  filter: Tensor4D,
  options: TransposedConvolutionOptions,
): Tensor4D {
  const { runtime, tilings } = context;
  const bias = options.bias ?? null;
  const shape = transposedShape(x.shape, filter.shape, options);
  return differentiable<Tensor4D, readonly [Tensor, Tensor]>({
    inputs: [x, filter, ...present(bias)],
    forward: () => ({ value: inputGradient(context, shape, x, filter, { bias }), saved: [x, filter] }),
    gradients: (dy, [savedX, savedFilter]) => {
      const dx = runtime.tensor(runtime.empty(x.shape));
      const plain = { bias: false, channelAdd: false, residual: false, silu: false, keepSum: false };
      const program = forwardProgram(shape, plain, tilings.get('forward', shape));
      runtime.dispatch(program, [dy, savedFilter, dx]);
      const maps = { x: dy, dy: savedX, filter: savedFilter };
      const rest = filterGradients(context, shape, maps, { summed: 'x', bias });
      return [dx, rest.filter, ...present(rest.bias)];
    },
  });
}
