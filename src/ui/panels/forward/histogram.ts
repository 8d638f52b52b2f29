// How the pixel values of a picture are spread, beside the standard normal density.

export interface Histogram {
  /** Middle of each bin. */
  readonly centres: readonly number[];
  /** Share of the pixels per unit of value: comparable with a density. */
  readonly density: readonly number[];
  /** The standard normal density at the centres. */
  readonly normal: readonly number[];
}

export const normalDensity = (x: number): number => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);

/** Values beyond the range are counted in the outermost bins. */
export function histogram(values: ArrayLike<number>, bins = 41, range = 4): Histogram {
  const width = (2 * range) / bins;
  const counts = new Array<number>(bins).fill(0);
  for (let i = 0; i < values.length; i += 1) {
    const bin = Math.floor(((values[i] ?? 0) + range) / width);
    const place = Math.min(bins - 1, Math.max(0, bin));
    counts[place] = (counts[place] ?? 0) + 1;
  }
  const centres = counts.map((_, i) => -range + (i + 0.5) * width);
  return {
    centres,
    density: counts.map((count) => count / (values.length * width)),
    normal: centres.map(normalDensity),
  };
}
