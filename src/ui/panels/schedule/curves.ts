// What the schedule panel draws: curves of the tables over the time ruler, and what is worth saying about them.
import type { Tables } from '../../../diffusion/types';

export type ScheduleTab = 'mix' | 'beta' | 'alpha' | 'snr';

/** More places than this are not drawn: a curve is smooth, and a drag redraws it 60 times a second. */
const mostPlaces = 72;

/** Table indices that are drawn, the first and the last among them. */
export function drawnIndices(timesteps: number): number[] {
  const count = Math.min(timesteps, mostPlaces);
  return Array.from({ length: count }, (_, i) => Math.round((i * (timesteps - 1)) / (count - 1)));
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

/** Values of another curve at other places, by straight lines: lets a ghost with another T be laid over. */
export function resample(x: readonly number[], values: readonly number[], count: number): number[] {
  const last = x.length - 1;
  return Array.from({ length: count }, (_, i) => {
    const place = count === 1 ? 0 : (i * last) / (count - 1);
    const left = Math.min(Math.floor(place), last);
    const [a, b] = [values[left] ?? Number.NaN, values[Math.min(left + 1, last)] ?? Number.NaN];
    const share = place - left;
    return share === 0 ? a : a + (b - a) * share;
  });
}

export type ScheduleRemark = 'notNoise' | 'early';

/** √ᾱ_T above this leaves a visible trace of the image in x_T. */
const mostSignalLeft = 0.1;

export function scheduleRemarks(tables: Tables): ScheduleRemark[] {
  const remarks: ScheduleRemark[] = [];
  const { timesteps, sqrtAlphasCumprod, alphasCumprod } = tables;
  if ((sqrtAlphasCumprod[timesteps - 1] ?? 0) > mostSignalLeft) remarks.push('notNoise');
  if ((alphasCumprod[Math.max(0, Math.round(timesteps / 10) - 1)] ?? 1) < 0.1) remarks.push('early');
  return remarks;
}
