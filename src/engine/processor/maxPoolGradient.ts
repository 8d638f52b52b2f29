// The gradient of max-pooling: that of tfjs' backend `wasm` passes by windows without a positive number. It goes to the
// first of a window's largest numbers, as in tfjs' other backends.
import {
  backend_util,
  MaxPoolGrad,
  tensor4d,
  type KernelConfig,
  type MaxPoolGradAttrs,
  type Tensor4D,
} from '@tensorflow/tfjs-core';

function maxPoolGradient(dy: Tensor4D, x: Tensor4D, attributes: MaxPoolGradAttrs): Tensor4D {
  const { filterSize, strides, pad, dimRoundingMode } = attributes;
  const info = backend_util.computePool2DInfo(x.shape, filterSize, strides, 1, pad, dimRoundingMode);
  const [values, incoming] = [x.dataSync(), dy.dataSync()];
  const gradient = new Float32Array(values.length);
  const { inHeight, inWidth, inChannels, outHeight, outWidth, padInfo } = info;
  const place = (image: number, row: number, column: number): number =>
    ((image * inHeight + row) * inWidth + column) * inChannels;

  /** Where the largest number of channel 0 + `channel` of a window lies. */
  function largest(image: number, top: number, left: number, channel: number): number {
    let [best, at] = [-Infinity, -1];
    for (let row = Math.max(0, top); row < Math.min(inHeight, top + info.filterHeight); row++) {
      for (let column = Math.max(0, left); column < Math.min(inWidth, left + info.filterWidth); column++) {
        const here = place(image, row, column) + channel;
        const value = values[here] ?? -Infinity;
        if (value > best) [best, at] = [value, here];
      }
    }
    return at;
  }

  let next = 0;
  for (let image = 0; image < info.batchSize; image++)
    for (let row = 0; row < outHeight; row++)
      for (let column = 0; column < outWidth; column++)
        for (let channel = 0; channel < inChannels; channel++) {
          const top = row * info.strideHeight - padInfo.top;
          const left = column * info.strideWidth - padInfo.left;
          const at = largest(image, top, left, channel);
          if (at >= 0) gradient[at] = (gradient[at] ?? 0) + (incoming[next] ?? 0);
          next++;
        }
  return tensor4d(gradient, x.shape);
}

export const maxPoolGradientKernel: KernelConfig = {
  kernelName: MaxPoolGrad,
  backendName: 'wasm',
  kernelFunc: ({ inputs, attrs }) =>
    maxPoolGradient(
      inputs['dy'] as Tensor4D,
      inputs['input'] as Tensor4D,
      attrs as unknown as MaxPoolGradAttrs,
    ),
};
