// The gradients that convolution and transposed convolution share: each function appends the dispatches it needs.
import type { Tensor } from '@tensorflow/tfjs-core';
import { LabError } from '../../../lab/errors';
import type { GpuRuntime } from '../../gpu/runtime';
import { filterGradientProgram } from './filterGradient';
import { buffersOf, sideBySide, type Work } from '../sideBySide';
import { inputGradientProgram } from './inputGradient';
import type { ConvolutionShape } from './shape';
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
  readonly channelAdd: Tensor | null;
}

export interface FilterGradientOptions {
  /** The map whose sums over the pixels are the gradients of the bias and of channelAdd. */
  readonly summed: 'dy' | 'x';
  readonly bias: Tensor | null;
  /** [batch, channels]. */
  readonly channelAdd?: Tensor | null;
}

export interface FilterMaps {
  readonly x: Tensor;
  readonly dy: Tensor;
  readonly filter: Tensor;
}

/** One dispatch, and one more for the sums over slices and images, which may serve many layers. */
export function filterGradients(
  { runtime, tilings }: ConvolutionContext,
  shape: ConvolutionShape,
  maps: FilterMaps,
  { summed, bias, channelAdd = null }: FilterGradientOptions,
  dispatch = ({ program, bindings }: Work): void => runtime.dispatch(program, bindings),
): FilterGradients {
  const tiling = tilings.get('filterGradient', shape);
  const kept = channelAdd && runtime.gradients.output(channelAdd);
  const pixelSums = { of: summed, bias: bias !== null, channelAdd: kept !== null };
  const program = filterGradientProgram(shape, pixelSums, tiling);
  const parts = [
    { of: maps.filter, rows: tiling.slices },
    ...(bias ? [{ of: bias, rows: shape.batch }] : []),
  ];
  const [filter, dBias = null] = runtime.gradients.summed(parts, (matrices) =>
    dispatch({ program, bindings: [maps.x, maps.dy, ...matrices, ...present(kept)] }),
  );
  if (!filter) throw new LabError('internal', 'A convolution has no gradient of its filter.');
  return { filter, bias: dBias, channelAdd: kept };
}

export interface ConvolutionGradients extends FilterGradients {
  readonly input: Tensor;
}

/** Of input and parameters: in one dispatch where the device was found to be faster so, in two elsewhere. */
export function convolutionGradients(
  context: ConvolutionContext,
  shape: ConvolutionShape,
  maps: FilterMaps,
  { addend, ...options }: FilterGradientOptions & { readonly addend?: Tensor | undefined },
): ConvolutionGradients {
  const { runtime, tilings } = context;
  const input = runtime.tensor(runtime.empty(mapShape(shape, 'in')));
  const tiling = tilings.get('inputGradient', shape);
  const program = inputGradientProgram(shape, { bias: false, addend: !!addend }, tiling);
  const first = { program, bindings: [maps.dy, maps.filter, ...present(addend), input] };
  const { lanes } = tilings.get('filterGradient', shape);
  const { together } = tilings.get('gradients', shape);
  const most = runtime.device.limits.maxStorageBuffersPerShaderStage;
  const rest = filterGradients(context, shape, maps, options, (second) => {
    const paired = together && lanes === tiling.lanes && buffersOf(program, second.program) <= most;
    const works = paired ? [sideBySide(first, second, lanes)] : [first, second];
    for (const work of works) runtime.dispatch(work.program, work.bindings);
  });
  return { ...rest, input };
}

export const present = (tensor: Tensor | null | undefined): Tensor[] => (tensor ? [tensor] : []);
