// A training run as the page remembers it: its settings, its curves and its learning film.
import type { LabConfig } from '../lab/fields';
import * as history from '../lab/history';
import type { ImageBatch } from '../lab/images';
import type { Quality } from '../lab/quality';
import type { StepReport } from '../lab/reports';
import { bucketMean, smoothed } from '../lab/trace';

export interface Run extends history.History {
  readonly id: number;
  readonly config: LabConfig;
  readonly parameters: number;
  readonly step: number;
  readonly gpuBytes: number;
}

interface RunStart extends Pick<Run, 'id' | 'config' | 'parameters'> {
  /** Steps that the model had before the run, in another one; default 0. */
  readonly step?: number;
  /** What is remembered of those steps. */
  readonly history?: history.History;
}

export const newRun = ({
  step = 0,
  history: past = history.emptyHistory(step),
  ...start
}: RunStart): Run => ({
  ...start,
  ...past,
  step,
  gpuBytes: 0,
});

export const addReport = (run: Run, report: StepReport): Run => ({
  ...run,
  ...history.addReport(run, report),
  step: report.step,
  gpuBytes: report.gpuBytes,
});

export const addFilmRow = (run: Run, step: number, images: ImageBatch): Run => ({
  ...run,
  ...history.addFilmRow(run, step, images),
});

export const addQuality = (run: Run, quality: Quality): Run => ({
  ...run,
  ...history.addQuality(run, quality),
});

/** The loss of the last step, or of the last few that the curve keeps as one; NaN before the first. */
export function lastRawLoss({ losses }: Run): number {
  const last = losses.buckets.at(-1);
  return last ? bucketMean(last) : Number.NaN;
}

/** The smoothed loss after the last step; NaN before the first. */
export const lastLoss = (run: Run): number => smoothed(run.losses).at(-1) ?? Number.NaN;
