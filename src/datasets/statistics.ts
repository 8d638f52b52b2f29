// What a set of images is like as a whole: its classes, its mean image, its pixels.
import type { Dataset } from './types';

export interface Statistics {
  /** Images of each class. */
  readonly classCounts: readonly number[];
  /** Mean over all images, rounded: bytes 0…255, [height, width, channels]. */
  readonly meanImage: Uint8Array;
  /** Standard deviation of each pixel over all images, rounded: bytes, [height, width, channels]. */
  readonly deviationImage: Uint8Array;
  /** Of all pixels of each channel, 0…1: what `transforms.Normalize` is given. */
  readonly means: readonly number[];
  readonly deviations: readonly number[];
}

/** One pass over the bytes: sums and sums of squares of each place stay whole numbers, far below 2⁵³. */
export function statisticsOf({
  images,
  labels,
  classNames,
  count,
  height,
  width,
  channels,
}: Dataset): Statistics {
  const size = height * width * channels;
  const [sums, squares] = [new Float64Array(size), new Float64Array(size)];
  for (let from = 0; from < count * size; from += size) {
    for (let i = 0; i < size; i++) {
      const value = images[from + i]!;
      sums[i]! += value;
      squares[i]! += value * value;
    }
  }
  const classCounts = classNames.map(() => 0);
  for (const label of labels.subarray(0, count)) classCounts[label]! += 1;

  const deviation = (sum: number, square: number, n: number): number =>
    Math.sqrt(Math.max(0, square / n - (sum / n) ** 2));
  const ofChannel = (all: Float64Array, channel: number): number =>
    all.reduce((total, value, i) => total + (i % channels === channel ? value : 0), 0);
  const each = Array.from({ length: channels }, (_, channel) => channel);
  const pixels = count * height * width;
  return {
    classCounts,
    meanImage: Uint8Array.from(sums, (sum) => Math.round(sum / count)),
    deviationImage: Uint8Array.from(sums, (sum, i) => Math.round(deviation(sum, squares[i] ?? 0, count))),
    means: each.map((channel) => ofChannel(sums, channel) / pixels / 255),
    deviations: each.map(
      (channel) => deviation(ofChannel(sums, channel), ofChannel(squares, channel), pixels) / 255,
    ),
  };
}
