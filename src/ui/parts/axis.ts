// The axes of a chart: from values to pixels, and where the ticks stand. Nothing is drawn here.

export type AxisScale = 'linear' | 'log';

/** The least and the greatest value of an axis. */
export type Range = readonly [low: number, high: number];

export interface Axis {
  readonly ticks: readonly number[];
  /** Pixels from the origin of the plot; not finite for what the axis cannot show. */
  place(value: number): number;
}

export interface AxisOptions {
  readonly range: Range;
  /** Pixels of the range's two ends. */
  readonly ends: readonly [from: number, to: number];
  readonly scale?: AxisScale;
  /** About so many ticks. */
  readonly ticks: number;
  /** Ticks are no closer than this: 1 for what is counted. */
  readonly leastStep?: number;
}

/** The step among 1, 2, 2.5 and 5 times a power of ten that divides a span into about `count` parts. */
function niceStep(span: number, count: number): number {
  const rough = span / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * ([1, 2, 2.5, 5].find((factor) => factor * power >= rough * (1 - 1e-9)) ?? 10);
}

/** The multiples of a nice step in a range. */
export function linearTicks([low, high]: Range, count: number, leastStep = 0): number[] {
  if (high <= low) return [low];
  const step = Math.max(leastStep, niceStep(high - low, count));
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  // Without the tail of binary fractions: 0.3, not 0.30000000000000004.
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** Powers of ten; where these are too few, 2 and 5 times them too. */
export function logTicks([low, high]: Range): number[] {
  const powers = Array.from(
    { length: Math.ceil(Math.log10(high)) - Math.floor(Math.log10(low)) + 1 },
    (_, i) => Math.floor(Math.log10(low)) + i,
  );
  const within = (factors: readonly number[]): number[] =>
    powers
      .flatMap((power) => factors.map((factor) => Number(`${factor}e${power}`)))
      .filter((tick) => tick >= low && tick <= high);
  const decades = within([1]);
  return decades.length > 2 ? decades : within([1, 2, 5]);
}

/** A range that holds all that a scale can show of some curves, its ends on ticks. */
export function rangeOf(curves: readonly ArrayLike<number>[], scale: AxisScale, ticks: number): Range {
  let [low, high] = [Infinity, -Infinity];
  for (const values of curves) {
    for (let i = 0; i < values.length; i += 1) {
      const value = values[i] ?? Number.NaN;
      if (!Number.isFinite(value) || (scale === 'log' && value <= 0)) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  if (low > high) return scale === 'log' ? [0.1, 1] : [0, 1];
  if (scale === 'log') return low === high ? [low / 2, high * 2] : [low, high];
  if (low === high) return [low - (Math.abs(low) || 1) / 2, high + (Math.abs(high) || 1) / 2];
  const step = niceStep(high - low, ticks);
  return [Math.floor(low / step + 1e-9) * step, Math.ceil(high / step - 1e-9) * step];
}

export function makeAxis({ range, ends, scale = 'linear', ticks, leastStep }: AxisOptions): Axis {
  const [low, high] = range;
  const [from, to] = ends;
  if (scale === 'log') {
    const perFold = (to - from) / Math.log(high / low);
    return { ticks: logTicks(range), place: (value) => from + Math.log(value / low) * perFold };
  }
  const perUnit = (to - from) / (high - low || 1);
  return {
    ticks: linearTicks(range, ticks, leastStep),
    place: (value) => from + (value - low) * perUnit,
  };
}
