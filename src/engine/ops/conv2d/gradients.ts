// The gradients that convolution and transposed convolution share: each function appends the dispatches it needs.
import type { Tensor } from '@tensorflow/tfjs-core';
import type { GpuRuntime } from '../../gpu/runtime';
import { filterGradientProgram, filterReduceProgram, type Summed } from './filterGradient';
import { inputGradientProgram } from './inputGradient';
import { shapeKey, type ConvolutionShape } from './shape';
import type { ConvolutionTilings } from './tiling';

/** What the operations need beside their tensors. */
export interface ConvolutionContext {
  readonly runtime: GpuRuntime;
  readonly tilings: ConvolutionTilings;
}

/** [batch, height, width, channels] of the input or of the output. */
export const mapShape = (s: ConvolutionShape, side: 'in' | 'out'): number[] =>
  side === 'in'
    ? [s.batch, s.height, s.width, s.inChannels]
    : [s.batch, s.outHeight, s.outWidth, s.outChannels];

/** One dispatch: dy [b,h',w',out] → dx [b,h,w,in], plus `addend` of dx's shape. With a bias it is a transposed convolution. */
export function inputGradient(
  { runtime, tilings }: ConvolutionContext,
  shape: ConvolutionShape,
  dy: Tensor,
  filter: Tensor,
  { bias, addend }: { readonly bias?: Tensor | null; readonly addend?: Tensor | undefined } = {},
): Tensor {
  const dx = runtime.tensor(runtime.empty(mapShape(shape, 'in')));
  const program = inputGradientProgram(
    shape,
    { bias: !!bias, addend: !!addend },
    tilings.get('inputGradient', shape),
  );
  runtime.dispatch(program, [dy, filter, ...present(bias), ...present(addend), dx]);
  return dx;
}

export interface FilterGradients {
  readonly filter: Tensor;
  readonly bias: Tensor | null;
  /** [batch, channels], the sums over the pixels: the gradient of channelAdd. Null unless they were to be kept. */
  readonly sums: Tensor | null;
}

export interface FilterMaps {
  readonly x: Tensor;
  readonly dy: Tensor;
  readonly filter: Tensor;
}

/** Two dispatches: partial sums, and their addition; one where a single slice does and there is no bias. */
export function filterGradients(
  { runtime, tilings }: ConvolutionContext,
  shape: ConvolutionShape,
  maps: FilterMaps,
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
  runtime.dispatch(program, [maps.x, maps.dy, partial ?? filter, ...present(sums)]);
  const dBias = bias && runtime.gradientOutput(bias);
  if (partial || dBias) {
    const reduce = filterReduceProgram({
      name: shapeKey(shape),
      partial: partial && { slices: tiling.slices, weights },
      sums: dBias && { batch: shape.batch, channels },
    });
    const inputs = [...present(partial), ...present(dBias && sums)];
    runtime.dispatch(reduce, [...inputs, ...present(partial && filter), ...present(dBias)]);
  }
  partial?.dispose();
  if (!keepSums) sums?.dispose();
  return { filter, bias: dBias, sums: keepSums ? sums : null };
}

export const present = (tensor: Tensor | null | undefined): Tensor[] => (tensor ? [tensor] : []);
