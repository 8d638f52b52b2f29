// A curve as the path of an SVG, with no more points than can be seen.

export type AxisScale = 'linear' | 'log';

/** The least and the greatest value of an axis. */
export type Range = readonly [low: number, high: number];

/** From a value to pixels; not finite for what the axis cannot show. */
export type Scale = (value: number) => number;

/** The least and the greatest of all values that a scale can show; never of no width. */
export function extentOf(curves: readonly ArrayLike<number>[], scale: AxisScale): Range {
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
  if (low < high) return [low, high];
  return scale === 'log'
    ? [low / 2, high * 2]
    : [low - (Math.abs(low) || 1) / 2, high + (Math.abs(high) || 1) / 2];
}

/**
 * Indices of at most `most` values, in order: of each stretch its least and its greatest, so that no spike is lost.
 * A stretch without a finite value gives one of its indices, and so a gap.
 */
export function keepExtremes(values: ArrayLike<number>, most: number): number[] {
  const { length } = values;
  if (length <= most) return Array.from({ length }, (_, i) => i);
  const stretches = Math.floor(most / 2);
  const kept: number[] = [];
  for (let stretch = 0; stretch < stretches; stretch += 1) {
    const start = Math.floor((stretch * length) / stretches);
    const end = Math.floor(((stretch + 1) * length) / stretches);
    let [least, greatest] = [-1, -1];
    for (let i = start; i < end; i += 1) {
      const value = values[i] ?? Number.NaN;
      if (!Number.isFinite(value)) continue;
      if (least < 0 || value < (values[least] ?? 0)) least = i;
      if (greatest < 0 || value > (values[greatest] ?? 0)) greatest = i;
    }
    if (least < 0) kept.push(start);
    else if (least === greatest) kept.push(least);
    else kept.push(Math.min(least, greatest), Math.max(least, greatest));
  }
  return kept;
}

/** Hundredths of a pixel are enough. */
const round = (pixels: number): number => Math.round(pixels * 100) / 100;

export interface LinePathOptions {
  readonly x: ArrayLike<number>;
  readonly values: ArrayLike<number>;
  readonly placeX: Scale;
  readonly placeY: Scale;
  readonly mostPoints: number;
}

/** The `d` of a path; values that the axis cannot show leave a gap. */
export function linePath({ x, values, placeX, placeY, mostPoints }: LinePathOptions): string {
  let path = '';
  let isDrawing = false;
  for (const i of keepExtremes(values, mostPoints)) {
    const across = placeX(x[i] ?? Number.NaN);
    const down = placeY(values[i] ?? Number.NaN);
    const isShown = Number.isFinite(across) && Number.isFinite(down);
    if (isShown) path += `${isDrawing ? 'L' : 'M'}${round(across)},${round(down)}`;
    isDrawing = isShown;
  }
  return path;
}
