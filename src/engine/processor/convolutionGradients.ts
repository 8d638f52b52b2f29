// The gradients of a convolution as convolutions themselves, which tfjs' backend `wasm` computes fast: that of the filter
// it lacks, and that of the input it computes in plain loops.
import {
  backend_util,
  Conv2D,
  Conv2DBackpropFilter,
  Conv2DBackpropInput,
  engine,
  pad,
  reshape,
  reverse,
  slice,
  tidy,
  transpose,
  type Conv2DBackpropFilterAttrs,
  type Conv2DBackpropInputAttrs,
  type KernelConfig,
  type Tensor4D,
} from '@tensorflow/tfjs-core';

type Shape4D = [number, number, number, number];
/** Before and after, of the rows and of the columns. */
type Padding = readonly [readonly [number, number], readonly [number, number]];

/** How a convolution from images of `inShape` by a filter of `filterShape` was asked for. */
function geometry(
  inShape: Shape4D,
  filterShape: Shape4D,
  { strides, pad: padding, dimRoundingMode }: Conv2DBackpropFilterAttrs | Conv2DBackpropInputAttrs,
): { readonly strides: readonly [number, number]; readonly padding: Padding } {
  const { padInfo, strideHeight, strideWidth } = backend_util.computeConv2DInfo(
    inShape,
    filterShape,
    strides,
    1,
    padding,
    dimRoundingMode,
  );
  const { top, bottom, left, right } = padInfo;
  return {
    strides: [strideHeight, strideWidth],
    padding: [
      [top, bottom],
      [left, right],
    ],
  };
}

/** @param dilations the distances between the filter's taps */
const convolve = (
  x: Tensor4D,
  filter: Tensor4D,
  [rows, columns]: Padding,
  dilations: readonly [number, number] = [1, 1],
): Tensor4D =>
  engine().runKernel(
    Conv2D,
    { x, filter },
    {
      strides: 1,
      dilations: [...dilations],
      pad: [[0, 0], [...rows], [...columns], [0, 0]],
      dataFormat: 'NHWC',
      dimRoundingMode: 'floor',
    },
  );

/** Images and channels change places, `dy` is the filter, and the stride becomes the distance between its taps. */
function filterGradient(x: Tensor4D, dy: Tensor4D, attributes: Conv2DBackpropFilterAttrs): Tensor4D {
  const { filterShape } = attributes;
  const { strides, padding } = geometry(x.shape, filterShape, attributes);
  const taps = convolve(transpose(x, [3, 1, 2, 0]), transpose(dy, [1, 2, 0, 3]), padding, strides);
  const [height, width, inChannels, outChannels] = filterShape;
  // Where the stride leaves a rest of the image unread, there are more of them.
  return transpose(slice(taps, [0, 0, 0, 0], [inChannels, height, width, outChannels]), [1, 2, 0, 3]);
}

/** `dy` with zeros between its pixels, as many as the stride left out. */
function spread(dy: Tensor4D, [down, right]: readonly [number, number]): Tensor4D {
  if (down === 1 && right === 1) return dy;
  const [batch, height, width, channels] = dy.shape;
  const wide = pad(reshape(dy, [batch * height, width, channels]), [
    [0, 0],
    [0, 0],
    [0, (right - 1) * channels],
  ]);
  const high = pad(reshape(wide, [batch, height, width * right * channels]), [
    [0, 0],
    [0, 0],
    [0, (down - 1) * width * right * channels],
  ]);
  const all: Tensor4D = reshape(high, [batch, height * down, width * right, channels]);
  return slice(all, [0, 0, 0, 0], [batch, (height - 1) * down + 1, (width - 1) * right + 1, channels]);
}

/** The turned filter over `dy`, padded so that the image's size comes out. */
function inputGradient(dy: Tensor4D, filter: Tensor4D, attributes: Conv2DBackpropInputAttrs): Tensor4D {
  const { inputShape } = attributes;
  const { strides, padding } = geometry(inputShape, filter.shape, attributes);
  const source = spread(dy, strides);
  const around = ([first]: readonly [number, number], axis: 0 | 1): readonly [number, number] => {
    const [size, filterSize] = [inputShape[axis + 1] ?? 0, filter.shape[axis] ?? 0];
    const before = filterSize - 1 - first;
    const after = size + filterSize - 1 - (source.shape[axis + 1] ?? 0) - before;
    if (before < 0 || after < 0) throw new RangeError('A convolution is padded by less than its filter.');
    return [before, after];
  };
  const turned: Tensor4D = transpose(reverse(filter, [0, 1]), [0, 1, 3, 2]);
  return convolve(source, turned, [around(padding[0], 0), around(padding[1], 1)]);
}

export const filterGradientKernel: KernelConfig = {
  kernelName: Conv2DBackpropFilter,
  backendName: 'wasm',
  kernelFunc: ({ inputs, attrs }) =>
    tidy(() =>
      filterGradient(
        inputs['x'] as Tensor4D,
        inputs['dy'] as Tensor4D,
        attrs as unknown as Conv2DBackpropFilterAttrs,
      ),
    ),
};

export const inputGradientKernel: KernelConfig = {
  kernelName: Conv2DBackpropInput,
  backendName: 'wasm',
  kernelFunc: ({ inputs, attrs }) =>
    tidy(() =>
      inputGradient(
        inputs['dy'] as Tensor4D,
        inputs['filter'] as Tensor4D,
        attrs as unknown as Conv2DBackpropInputAttrs,
      ),
    ),
};
