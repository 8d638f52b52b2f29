// Curves as text: one row a place, comma-separated, RFC 4180.
import { shownTables, tableRow } from '../../diffusion/schedule/rows';
import type { Tables } from '../../diffusion/types';
import type { LabConfig } from '../../lab/fields';
import type { Run } from '../../store/run';
import { bucketMean, smoothed } from '../../lab/trace';

type Cell = string | number;

function quote(cell: Cell): string {
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

export const toCsv = (rows: readonly (readonly Cell[])[]): string =>
  rows.map((row) => row.map(quote).join(',')).join('\r\n') + '\r\n';

/** Rows t = 0, the clean image, to T. */
export function scheduleCsv(tables: Tables): string {
  const rows = Array.from({ length: tables.timesteps + 1 }, (_, t): Cell[] => {
    const row = tableRow(tables, t);
    return [t, ...shownTables.map((name) => row[name])];
  });
  return toCsv([['t', ...shownTables], ...rows]);
}

/** One row a bucket of steps: its mean and extremes, the smoothed loss, the gradient norm where one is kept. */
export function lossCsv(runs: readonly Run[]): string {
  const rows = runs.flatMap(({ id, losses }) => {
    const curve = smoothed(losses);
    return losses.buckets.map((bucket, i): Cell[] => [
      id,
      bucket.step,
      bucketMean(bucket),
      bucket.min,
      bucket.max,
      curve[i] ?? Number.NaN,
    ]);
  });
  return toCsv([['run', 'step', 'loss', 'lossMin', 'lossMax', 'lossSmoothed'], ...rows]);
}

/** Everything that was set and measured, as one JSON text. */
export function labJson(config: LabConfig, tables: Tables, runs: readonly Run[]): string {
  const curves = runs.map((run) => ({
    run: run.id,
    config: run.config,
    parameters: run.parameters,
    steps: run.step,
    losses: run.losses.buckets.map((bucket) => [bucket.step, bucketMean(bucket)]),
  }));
  return JSON.stringify({
    config,
    schedule: { betas: [...tables.betas], alphasCumprod: [...tables.alphasCumprod] },
    runs: curves,
  });
}
