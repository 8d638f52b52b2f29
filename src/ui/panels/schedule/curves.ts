// What the schedule panel draws: curves of the tables over the time ruler, and what is worth saying about them.
import type { Tables } from '../../../diffusion/types';
import { mostSignalLeft } from '../../hooks/tables';
import { roundTicks } from '../../parts/ticks';

export type ScheduleTab = 'mix' | 'beta' | 'alpha' | 'snr';

/** More are not drawn, but for the ends: a curve is smooth, and a drag redraws it 60 times a second. */
const mostPlaces = 100;

/** Table indices that are drawn: of round times, as a table wants them too, and of the first and the last. */
export function drawnIndices(timesteps: number): number[] {
  const times = new Set([1, ...roundTicks(1, timesteps, mostPlaces), timesteps]);
  return [...times].map((time) => time - 1);
}

export interface ScheduleCurves {
  /** Places on the time ruler, 0…T. */
  readonly x: readonly number[];
  readonly lines: readonly {
    readonly key: 'signal' | 'noise' | 'beta' | 'alphaCumprod' | 'logSnr';
    readonly values: readonly number[];
  }[];
}

export function scheduleCurves(tables: Tables, tab: ScheduleTab): ScheduleCurves {
  const indices = drawnIndices(tables.timesteps);
  const at = (table: Float64Array): number[] => indices.map((i) => table[i] ?? Number.NaN);
  const x = indices.map((i) => i + 1);
  // The clean image itself stands at 0: all signal, no noise.
  const withClean = { x: [0, ...x] };
  switch (tab) {
    case 'mix':
      return {
        ...withClean,
        lines: [
          { key: 'signal', values: [1, ...at(tables.signal)] },
          { key: 'noise', values: [0, ...at(tables.noise)] },
        ],
      };
    case 'beta':
      return { x, lines: [{ key: 'beta', values: at(tables.betas) }] };
    case 'alpha':
      return { ...withClean, lines: [{ key: 'alphaCumprod', values: [1, ...at(tables.alphasCumprod)] }] };
    case 'snr':
      return { x, lines: [{ key: 'logSnr', values: at(tables.snr).map((snr) => Math.log10(snr)) }] };
  }
}

/** A curve over times of its own. */
export interface TimedCurve {
  readonly x: readonly number[];
  readonly values: readonly number[];
}

/** Values of a curve at the times of another, by straight lines: both end at their T, so that a ghost lies under it. */
export function resample({ x, values }: TimedCurve, places: readonly number[]): number[] {
  const scale = (x.at(-1) ?? 1) / (places.at(-1) ?? 1);
  let right = 0;
  return places.map((place) => {
    const time = place * scale;
    while (right < x.length - 1 && (x[right] ?? Infinity) < time) right += 1;
    const left = Math.max(0, right - 1);
    const [from, to] = [x[left] ?? 0, x[right] ?? 0];
    const [a, b] = [values[left] ?? Number.NaN, values[right] ?? Number.NaN];
    const share = to > from ? Math.min(1, Math.max(0, (time - from) / (to - from))) : 1;
    return share === 1 ? b : a + (b - a) * share;
  });
}

/** β of the cosine schedule is a flat line and a spike, unless its powers of ten are told apart. */
const wideRange = 1000;

/** Whether the values of a curve are better told apart by their powers of ten. */
export function needsLog(values: readonly number[]): boolean {
  const [least, greatest] = [Math.min(...values), Math.max(...values)];
  return least > 0 && greatest / least > wideRange;
}

export type ScheduleRemark = 'notNoise' | 'early';

export function scheduleRemarks(tables: Tables): ScheduleRemark[] {
  const remarks: ScheduleRemark[] = [];
  const { timesteps, sqrtAlphasCumprod, alphasCumprod } = tables;
  if ((sqrtAlphasCumprod[timesteps - 1] ?? 0) > mostSignalLeft) remarks.push('notNoise');
  if ((alphasCumprod[Math.max(0, Math.round(timesteps / 10) - 1)] ?? 1) < 0.1) remarks.push('early');
  return remarks;
}
