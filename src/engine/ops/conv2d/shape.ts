// The sizes of one convolution: everything that its programs depend on besides tiles and additions.
import { LabError } from '../../../lab/errors';

export interface ConvolutionShape {
  readonly batch: number;
  /** Of the input as it is stored, before any enlargement. */
  readonly height: number;
  readonly width: number;
  readonly inChannels: number;
  readonly outHeight: number;
  readonly outWidth: number;
  readonly outChannels: number;
  /** Side of the square filter. */
  readonly kernel: number;
  readonly stride: number;
  readonly padding: number;
  /** The input is enlarged ×2 by nearest neighbour first. */
  readonly upsample: boolean;
}

export interface Geometry {
  readonly stride?: number;
  readonly padding: number;
  readonly upsample?: boolean;
}

/**
 * @param x [b,h,w,in]
 * @param filter [k,k,in,out]
 * @throws LabError `internal` for shapes that do not fit together.
 */
export function convolutionShape(
  x: readonly number[],
  filter: readonly number[],
  { stride = 1, padding, upsample = false }: Geometry,
): ConvolutionShape {
  const [batch = 0, height = 0, width = 0, inChannels = 0] = x;
  const [kernel = 0, kernelWidth = 0, filterIn = 0, outChannels = 0] = filter;
  const out = (side: number): number =>
    Math.floor(((upsample ? 2 : 1) * side + 2 * padding - kernel) / stride) + 1;
  const shape = { batch, height, width, inChannels, outChannels, kernel, stride, padding, upsample };
  const [outHeight, outWidth] = [out(height), out(width)];
  const fits = kernel === kernelWidth && filterIn === inChannels && outHeight > 0 && outWidth > 0;
  if (!fits || (upsample && stride !== 1)) {
    throw new LabError(
      'internal',
      `No convolution of [${x.join(', ')}] with a filter [${filter.join(', ')}], stride ${stride}, padding ${padding}` +
        `${upsample ? ', enlarged' : ''}: the filter must be square with ${inChannels} inputs, no larger than the ` +
        'padded map, and an enlarged map has stride 1.',
    );
  }
  return { ...shape, outHeight, outWidth };
}

/**
 * The convolution whose input gradient is a transposed convolution of `x`.
 * @param x [b,h,w,in]
 * @param filter [k,k,out,in]
 */
export function transposedShape(
  x: readonly number[],
  filter: readonly number[],
  { stride = 1, padding }: Geometry,
): ConvolutionShape {
  const [batch = 0, height = 0, width = 0] = x;
  const [kernel = 0, , outChannels = 0] = filter;
  const enlarged = (side: number): number => (side - 1) * stride + kernel - 2 * padding;
  const shape = convolutionShape([batch, enlarged(height), enlarged(width), outChannels], filter, {
    stride,
    padding,
  });
  if (shape.outChannels !== x[3]) {
    throw new LabError('internal', `A filter [${filter.join(', ')}] does not take ${x[3] ?? 0} channels.`);
  }
  return shape;
}

/** One line that names the shape, for profiles and as a key of tunings. */
export const shapeKey = (s: ConvolutionShape): string =>
  `${s.kernel}x${s.kernel} ${s.batch}x${s.height}x${s.width}x${s.inChannels}→${s.outChannels}` +
  `${s.stride > 1 ? ` /${s.stride}` : ''} +${s.padding}${s.upsample ? ' ×2' : ''}`;
