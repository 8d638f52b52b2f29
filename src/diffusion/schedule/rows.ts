// The tables by the numbering of the page: row t = 0 is the clean image, rows 1 … T are the noised ones.
import type { Tables } from '../types';

/** The tables that people ask for, in the order they are shown in. */
export const shownTables = [
  'betas',
  'alphasCumprod',
  'sqrtAlphasCumprod',
  'sqrtOneMinusAlphasCumprod',
  'posteriorVariance',
  'snr',
] as const satisfies readonly (keyof Tables)[];

export type TableRow = Readonly<Record<(typeof shownTables)[number], number>>;

/** No step leads to the clean image, so that it has neither β nor β̃: NaN. */
const cleanRow: TableRow = {
  betas: Number.NaN,
  alphasCumprod: 1,
  sqrtAlphasCumprod: 1,
  sqrtOneMinusAlphasCumprod: 0,
  posteriorVariance: Number.NaN,
  snr: Number.POSITIVE_INFINITY,
};

/** What holds at `t` of 0 … T. */
export function tableRow(tables: Tables, t: number): TableRow {
  if (t === 0) return cleanRow;
  const at = (name: keyof TableRow): number => tables[name][t - 1] ?? Number.NaN;
  return {
    betas: at('betas'),
    alphasCumprod: at('alphasCumprod'),
    sqrtAlphasCumprod: at('sqrtAlphasCumprod'),
    sqrtOneMinusAlphasCumprod: at('sqrtOneMinusAlphasCumprod'),
    posteriorVariance: at('posteriorVariance'),
    snr: at('snr'),
  };
}
