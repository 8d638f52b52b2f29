// Convolution from stock tfjs operations.
import { add, conv2d, conv2dTranspose, mul, reshape, sigmoid, type Tensor4D } from '@tensorflow/tfjs-core';
import type { ConvolutionOptions, TransposedConvolutionOptions } from '../ops';
import { upsampleReference } from '../upsample/reference';
import { transposedShape } from './shape';

/** See {@link Ops.conv2d}. */
export function conv2dReference(x: Tensor4D, filter: Tensor4D, options: ConvolutionOptions): Tensor4D {
  const { bias, stride = 1, padding, upsample = false, channelAdd, residual, silu = false } = options;
  const input = upsample ? upsampleReference(x) : x;
  let y = conv2d(input, filter, stride, padding, 'NHWC', 1, 'floor');
  if (bias) y = add(y, bias);
  if (channelAdd) y = add(y, reshape(channelAdd, [channelAdd.shape[0], 1, 1, channelAdd.shape[1]]));
  if (residual) y = add(y, residual);
  return silu ? mul(y, sigmoid(y)) : y;
}

/** See {@link Ops.convTranspose2d}. */
export function convTranspose2dReference(
  x: Tensor4D,
  filter: Tensor4D,
  options: TransposedConvolutionOptions,
): Tensor4D {
  const { batch, height, width, inChannels } = transposedShape(x.shape, filter.shape, options);
  const { bias, stride = 1, padding } = options;
  const y = conv2dTranspose(x, filter, [batch, height, width, inChannels], stride, padding, 'floor');
  return bias ? add(y, bias) : y;
}
