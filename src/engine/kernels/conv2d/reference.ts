// Convolution from stock tfjs operations.
import { add, conv2d, reshape, sigmoid, mul, type Tensor4D } from '@tensorflow/tfjs-core';
import type { ConvolutionOptions } from '../../ops';
import { upsampleReference } from '../upsample/reference';

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
