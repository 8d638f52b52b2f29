// The training image nearest to a picture, pixel by pixel: whether a model draws, or only remembers.
import type { Dataset } from '../../datasets/types';

export interface Nearest {
  readonly index: number;
  /** Root of the mean squared difference of pixels, in the model's range (0…2). */
  readonly distance: number;
}

/** After so many pixels a sum that is beyond the best one is given up. */
const stretch = 56;

/** @param pixels one picture in −1…1, of the data set's shape */
export function nearestImage(pixels: Float32Array, { images, count }: Dataset): Nearest {
  const size = pixels.length;
  const bytes = pixels.map((value) => (Math.min(1, Math.max(-1, value)) + 1) * 127.5);
  let best = { index: 0, sum: Infinity };
  for (let index = 0; index < count; index++) {
    const first = index * size;
    let sum = 0;
    for (let i = 0; i < size && sum < best.sum; i += stretch) {
      const end = Math.min(size, i + stretch);
      for (let k = i; k < end; k++) {
        const difference = images[first + k]! - bytes[k]!;
        sum += difference * difference;
      }
    }
    if (sum < best.sum) best = { index, sum };
  }
  return { index: best.index, distance: Math.sqrt(best.sum / size) / 127.5 };
}
