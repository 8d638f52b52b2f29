// Convolution and transposed convolution on our own kernels, with their gradients.
import { customGrad, engine, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core';
import type { GpuRuntime } from '../../gpu/runtime';
import type { ConvolutionOptions, TransposedConvolutionOptions } from '../../ops';
import { siluGradientProgram } from './activation';
import { filterGradientProgram, filterReduceProgram, type Summed } from './filterGradient';
import { forwardProgram } from './forward';
import { inputGradientProgram } from './inputGradient';
import { convolutionShape, shapeKey, transposedShape, type ConvolutionShape } from './shape';
import type { ConvolutionTilings } from './tiling';

/** What both operations need beside their tensors. */
export interface ConvolutionContext {
  readonly runtime: GpuRuntime;
  readonly tilings: ConvolutionTilings;
}

type Saver = (tensors: Tensor[]) => void;

/** See {@link Ops.conv2d}. */
export function conv2d(
  context: ConvolutionContext,
  x: Tensor4D,
  filter: Tensor4D,
  options: ConvolutionOptions,
): Tensor4D {
  const { runtime, tilings } = context;
  const { bias, channelAdd, residual, silu = false, inputGradient = true } = options;
  const shape = convolutionShape(x.shape, filter.shape, options);
  // Without a tape (sampling) nobody asks for the argument of SiLU.
  const keepSum = silu && engine().state.gradientDepth > 0;
  const additions = { bias: !!bias, channelAdd: !!channelAdd, residual: !!residual, silu, keepSum };
  const inputs = [x, filter, bias, channelAdd, residual].filter((t) => t !== undefined);
  const run = customGrad((...args) => {
    const save = args[inputs.length] as unknown as Saver;
    const size = [shape.batch, shape.outHeight, shape.outWidth, shape.outChannels];
    const y = runtime.empty(size);
    const kept = keepSum ? [runtime.tensor(runtime.empty(size))] : [];
    const program = forwardProgram(shape, additions, tilings.get('forward', shape));
    runtime.dispatch(program, [...inputs, y, ...kept]);
    save([x, filter, ...kept]);
    const gradFunc = (dy: Tensor, saved: Tensor[]): Tensor[] => {
      const [savedX, savedFilter, sum] = saved as [Tensor, Tensor, Tensor?];
      const dSum = sum ? siluGradient(runtime, dy, sum) : dy;
      const dx = inputGradient
        ? inputGradientOf(context, shape, dSum, savedFilter)
        : runtime.tensor(runtime.empty(shape4(shape, 'in')));
      const maps = { x: savedX, dy: dSum, filter: savedFilter };
      const rest = filterGradientOf(context, shape, maps, {
        summed: bias || channelAdd ? 'dy' : null,
        bias: bias ?? null,
        keepSums: !!channelAdd,
      });
      const dResidual = residual ? [dSum === dy ? dy.clone() : dSum] : [];
      if (dSum !== dy && !residual) dSum.dispose();
      return [dx, rest.filter, ...rest.bias, ...rest.sums, ...dResidual];
    };
    return { value: runtime.tensor(y), gradFunc };
  });
  return run(...inputs) as Tensor4D;
}

/** See {@link Ops.convTranspose2d}. */
export function convTranspose2d(
  context: ConvolutionContext,
  x: Tensor4D,
  filter: Tensor4D,
  options: TransposedConvolutionOptions,
): Tensor4D {
  const { runtime, tilings } = context;
  const { bias } = options;
  const shape = transposedShape(x.shape, filter.shape, options);
  const inputs = bias ? [x, filter, bias] : [x, filter];
  const run = customGrad((...args) => {
    const save = args[inputs.length] as unknown as Saver;
    const y = runtime.empty(shape4(shape, 'in'));
    runtime.dispatch(inputGradientProgram(shape, !!bias, tilings.get('inputGradient', shape)), [
      ...inputs,
      y,
    ]);
    save([x, filter]);
    const gradFunc = (dy: Tensor, saved: Tensor[]): Tensor[] => {
      const [savedX, savedFilter] = saved as [Tensor, Tensor];
      const dx = runtime.empty(shape4(shape, 'out'));
      const plain = { bias: false, channelAdd: false, residual: false, silu: false, keepSum: false };
      runtime.dispatch(forwardProgram(shape, plain, tilings.get('forward', shape)), [dy, savedFilter, dx]);
      const maps = { x: dy, dy: savedX, filter: savedFilter };
      const rest = filterGradientOf(context, shape, maps, {
        summed: bias ? 'x' : null,
        bias: bias ?? null,
        keepSums: false,
      });
      return [runtime.tensor(dx), rest.filter, ...rest.bias];
    };
    return { value: runtime.tensor(y), gradFunc };
  });
  return run(...inputs) as Tensor4D;
}

const shape4 = (s: ConvolutionShape, side: 'in' | 'out'): number[] =>
  side === 'in'
    ? [s.batch, s.height, s.width, s.inChannels]
    : [s.batch, s.outHeight, s.outWidth, s.outChannels];

function siluGradient(runtime: GpuRuntime, dy: Tensor, sum: Tensor): Tensor {
  const output = runtime.empty(sum.shape);
  runtime.dispatch(siluGradientProgram(sum.size), [dy, sum, output]);
  return runtime.tensor(output);
}

function inputGradientOf(
  { runtime, tilings }: ConvolutionContext,
  shape: ConvolutionShape,
  dy: Tensor,
  filter: Tensor,
): Tensor {
  const dx = runtime.empty(shape4(shape, 'in'));
  runtime.dispatch(inputGradientProgram(shape, false, tilings.get('inputGradient', shape)), [dy, filter, dx]);
  return runtime.tensor(dx);
}

interface FilterGradients {
  readonly filter: Tensor;
  /** One or none. */
  readonly bias: readonly Tensor[];
  /** The gradient of channelAdd: one or none. */
  readonly sums: readonly Tensor[];
}

/** Two dispatches: partial sums, and their addition; one where a single slice does and there is no bias. */
function filterGradientOf(
  { runtime, tilings }: ConvolutionContext,
  shape: ConvolutionShape,
  maps: { readonly x: Tensor; readonly dy: Tensor; readonly filter: Tensor },
  options: { readonly summed: Summed; readonly bias: Tensor | null; readonly keepSums: boolean },
): FilterGradients {
  const { summed, bias, keepSums } = options;
  const tiling = tilings.get('filterGradient', shape);
  const filter = runtime.gradientOutput(maps.filter);
  const weights = maps.filter.size;
  const partial = tiling.slices > 1 ? runtime.tensor(runtime.empty([tiling.slices, weights])) : null;
  const channels = summed === 'x' ? shape.inChannels : shape.outChannels;
  const sums = summed ? runtime.tensor(runtime.empty([shape.batch, channels])) : null;
  const program = filterGradientProgram(shape, summed, tiling);
  runtime.dispatch(program, [maps.x, maps.dy, partial ?? filter, ...(sums ? [sums] : [])]);
  const dBias = bias ? runtime.gradientOutput(bias) : null;
  if (partial || dBias) {
    const reduce = filterReduceProgram({
      name: shapeKey(shape),
      partial: partial && { slices: tiling.slices, weights },
      sums: dBias && { batch: shape.batch, channels },
    });
    const given = (tensors: readonly (Tensor | null)[]): Tensor[] => tensors.filter((t) => t !== null);
    runtime.dispatch(reduce, given([partial, dBias && sums, partial && filter, dBias]));
  }
  partial?.dispose();
  if (!keepSums) sums?.dispose();
  return { filter, bias: dBias ? [dBias] : [], sums: sums && keepSums ? [sums] : [] };
}
