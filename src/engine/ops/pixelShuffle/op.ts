// Pixel-shuffle and pixel-unshuffle on our own kernel: one dispatch each way.
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import type { GpuRuntime } from '../../gpu/runtime';
import { differentiable } from '../differentiable';
import { shuffleProgram, type ShuffleShape } from './program';

/** See {@link Ops.pixelUnshuffle}. */
export function pixelUnshuffle(runtime: GpuRuntime, x: Tensor4D): Tensor4D {
  const [batch, height, width, channels] = x.shape;
  if (height % 2 !== 0 || width % 2 !== 0) {
    throw new RangeError(`pixelUnshuffle: sides must be even, not ${height} × ${width}`);
  }
  return rearrange(runtime, x, 'unshuffle', { batch, height: height / 2, width: width / 2, channels });
}

/** See {@link Ops.pixelShuffle}. */
export function pixelShuffle(runtime: GpuRuntime, x: Tensor4D): Tensor4D {
  const [batch, height, width, channels] = x.shape;
  if (channels % 4 !== 0)
    throw new RangeError(`pixelShuffle: ${channels} channels, expected a multiple of 4`);
  return rearrange(runtime, x, 'shuffle', { batch, height, width, channels: channels / 4 });
}

function rearrange(
  runtime: GpuRuntime,
  x: Tensor4D,
  direction: 'shuffle' | 'unshuffle',
  shape: ShuffleShape,
): Tensor4D {
  const { batch, height, width, channels } = shape;
  const move = (way: 'shuffle' | 'unshuffle', from: Tensor): Tensor => {
    const size =
      way === 'shuffle' ? [batch, 2 * height, 2 * width, channels] : [batch, height, width, 4 * channels];
    const to = runtime.tensor(runtime.empty(size));
    runtime.dispatch(shuffleProgram(way, shape), [from, to]);
    return to;
  };
  return differentiable<Tensor4D, readonly []>({
    inputs: [x],
    forward: () => ({ value: move(direction, x), saved: [] }),
    gradients: (dy) => [move(direction === 'shuffle' ? 'unshuffle' : 'shuffle', dy)],
  });
}
