// Dropout from stock tfjs operations: the mask is drawn on the CPU and uploaded.
import { mul, tensor, type Tensor } from '@tensorflow/tfjs-core';
import { uniforms } from '../../../diffusion/random';
import type { Dropout } from '../ops';

export interface DropoutAddress {
  readonly seed: number;
  readonly draw: number;
  readonly firstSample: number;
}

/** @param address of the training step, asked for at every call. */
export const createStockDropout =
  (address: () => DropoutAddress): Dropout =>
  <T extends Tensor>(x: T, { rate, stream }: Parameters<Dropout>[1]): T => {
    const { seed, draw, firstSample } = address();
    const first = (firstSample * x.size) / (x.shape[0] ?? 1);
    const drawn = uniforms({ seed, stream, step: draw }, x.size, first);
    // The kernel compares in float32.
    const mask = Float32Array.from(drawn, (u) => (u >= Math.fround(rate) ? 1 / (1 - rate) : 0));
    return mul(x, tensor(mask, x.shape));
  };
