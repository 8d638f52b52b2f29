// A denoiser that sees patches only: each pixel asks which pictures of the set look like x in a window around it, and
// takes the mean of that pixel over them (the local score machine of arXiv 2412.20292). Different pixels may follow
// different pictures: what is drawn with it is a mosaic, and new.
import { half, pictureSize, type Denoising, type NoiseLevel, type PictureSet } from './denoiser';

export interface PatchOptions {
  /** Side of the window in pixels, odd; at the edge it is cut off. */
  readonly patch: number;
}

const negligible = -40;

export function patchDenoising(
  set: PictureSet,
  xs: readonly Float64Array[],
  { signal, noise }: NoiseLevel,
  { patch }: PatchOptions,
): Denoising {
  const { images, height, width, channels } = set;
  const size = pictureSize(set);
  const places = height * width;
  const reach = (patch - 1) / 2;
  const perByte = signal / half;
  const sharpness = -0.5 / noise ** 2;
  const states = xs.map((x) => ({
    y: x.map((value) => value + signal),
    greatest: new Float64Array(places).fill(-Infinity),
    total: new Float64Array(places),
    sum: new Float64Array(size),
  }));
  const errors = new Float64Array(places);
  const rows = new Float64Array(places);
  const windows = new Float64Array(places);

  /** Sums over windows: along the rows, then along the columns, each with a running sum. */
  function sumWindows(): void {
    slide(errors, rows, { lines: height, length: width, between: width, along: 1, reach });
    slide(rows, windows, { lines: width, length: height, between: 1, along: width, reach });
  }

  function take(state: (typeof states)[number], at: number): void {
    const { y, greatest, total, sum } = state;
    for (let place = 0; place < places; place += 1) {
      let error = 0;
      for (let i = place * channels; i < (place + 1) * channels; i += 1) {
        const difference = y[i]! - perByte * images[at + i]!;
        error += difference * difference;
      }
      errors[place] = error;
    }
    sumWindows();
    for (let place = 0; place < places; place += 1) {
      const logit = sharpness * windows[place]!;
      const distance = logit - greatest[place]!;
      if (distance < negligible) continue;
      if (distance > 0) {
        const shrink = Math.exp(-distance);
        greatest[place] = logit;
        total[place]! *= shrink;
        for (let i = place * channels; i < (place + 1) * channels; i += 1) sum[i]! *= shrink;
      }
      const weight = distance > 0 ? 1 : Math.exp(distance);
      total[place]! += weight;
      for (let i = place * channels; i < (place + 1) * channels; i += 1) sum[i]! += weight * images[at + i]!;
    }
  }

  return {
    add(from, to) {
      for (let index = from; index < to; index += 1) {
        for (const state of states) take(state, index * size);
      }
    },
    originals: () =>
      states.map(({ sum, total }) =>
        sum.map((value, i) => value / (total[Math.floor(i / channels)] ?? 1) / half - 1),
      ),
  };
}

interface Sliding {
  readonly lines: number;
  readonly length: number;
  /** Steps in the array from line to line, and along a line. */
  readonly between: number;
  readonly along: number;
  readonly reach: number;
}

/** Each entry becomes the sum of those at most `reach` away along its line. */
function slide(
  values: Float64Array,
  sums: Float64Array,
  { lines, length, between, along, reach }: Sliding,
): void {
  for (let line = 0; line < lines; line += 1) {
    const first = line * between;
    let sum = 0;
    for (let i = 0; i < Math.min(reach, length); i += 1) sum += values[first + i * along]!;
    for (let i = 0; i < length; i += 1) {
      if (i + reach < length) sum += values[first + (i + reach) * along]!;
      if (i - reach - 1 >= 0) sum -= values[first + (i - reach - 1) * along]!;
      sums[first + i * along] = sum;
    }
  }
}
