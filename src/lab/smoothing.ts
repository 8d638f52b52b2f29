// A curve without its noise that does not lag behind it: each value is a mean of as much before it as after it. A mean
// of the past alone, as an exponential average is, stands far above a loss that falls fast at first.

/** Neighbouring values in one: their sum and how many there are, 0 for a gap. */
export interface Bin {
  readonly sum: number;
  readonly count: number;
}

/** The mean reaches over this share of the way from the curve's start, to either side … */
const share = 1 / 8;
/** … and over no more values than these: together they leave an eighth of the noise. */
const widest = 33;

export const toBin = (value: number): Bin =>
  Number.isFinite(value) ? { sum: value, count: 1 } : { sum: 0, count: 0 };

/**
 * One value a bin; NaN where all around is a gap. At the end, where nothing comes after, the mean is of what was
 * before, and the last values may still move when more come.
 * @param span values that a bin stands for
 */
export function smooth(bins: readonly Bin[], span = 1): number[] {
  return bins.map((_, i) => {
    const reach = Math.floor(Math.min(i * share, widest / span));
    let [sum, count] = [0, 0];
    // Not as a difference of running sums: one wild loss would drown all that come after it.
    for (const bin of bins.slice(i - reach, i + reach + 1)) {
      sum += bin.sum;
      count += bin.count;
    }
    return sum / count;
  });
}
