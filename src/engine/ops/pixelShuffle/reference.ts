// Space to channels and back from stock tfjs operations.
import { reshape, transpose, type Tensor4D } from '@tensorflow/tfjs-core';

/** See {@link Ops.pixelUnshuffle}. */
export function pixelUnshuffleReference(x: Tensor4D): Tensor4D {
  const [batch, height, width, channels] = x.shape;
  const blocks = reshape(x, [batch, height / 2, 2, width / 2, 2, channels]);
  return reshape(transpose(blocks, [0, 1, 3, 2, 4, 5]), [batch, height / 2, width / 2, 4 * channels]);
}

/** See {@link Ops.pixelShuffle}. */
export function pixelShuffleReference(x: Tensor4D): Tensor4D {
  const [batch, height, width, channels] = x.shape;
  const blocks = reshape(x, [batch, height, width, 2, 2, channels / 4]);
  return reshape(transpose(blocks, [0, 1, 3, 2, 4, 5]), [batch, height * 2, width * 2, channels / 4]);
}
