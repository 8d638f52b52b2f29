// A training run as the page remembers it: its settings, its curves and its learning film, all bounded in memory.
import type { LabConfig } from '../lab/fields';
import type { ImageBatch } from '../lab/images';
import type { StepReport } from '../lab/reports';
import { toPictures, type Pictures } from './pictures';
import { appendTrace, emptyTrace, smoothed, type Trace } from './trace';

export interface FilmRow {
  readonly step: number;
  readonly pictures: Pictures;
}

export interface Run {
  readonly id: number;
  readonly config: LabConfig;
  readonly parameters: number;
  readonly step: number;
  readonly losses: Trace;
  readonly gradientNorms: Trace;
  /** Loss of each quarter of the time axis, the cleanest first. */
  readonly quartiles: readonly Trace[];
  readonly film: readonly FilmRow[];
  readonly gpuBytes: number;
}

const quarters = [0, 1, 2, 3] as const;
/** When the film is full, every other row of its older half goes. */
const mostRows = 48;

interface RunStart extends Pick<Run, 'id' | 'config' | 'parameters'> {
  /** Steps that the model had before the run, in another one; default 0. */
  readonly step?: number;
}

export const newRun = ({ id, config, parameters, step = 0 }: RunStart): Run => ({
  id,
  config,
  parameters,
  step,
  losses: emptyTrace(1000, step),
  gradientNorms: emptyTrace(500, step),
  quartiles: quarters.map(() => emptyTrace(500, step)),
  film: [],
  gpuBytes: 0,
});

export const addReport = (run: Run, report: StepReport): Run => ({
  ...run,
  step: report.step,
  losses: appendTrace(run.losses, report.losses),
  gradientNorms: appendTrace(run.gradientNorms, report.gradientNorms),
  quartiles: run.quartiles.map((trace, quarter) =>
    appendTrace(
      trace,
      report.quartileLosses.filter((_, i) => i % quarters.length === quarter),
    ),
  ),
  gpuBytes: report.gpuBytes,
});

export function addFilmRow(run: Run, step: number, images: ImageBatch): Run {
  const rows = [...run.film, { step, pictures: toPictures(images) }];
  const half = rows.length / 2;
  const film = rows.length <= mostRows ? rows : rows.filter((_, i) => i >= half || i % 2 === 0);
  return { ...run, film };
}

/** The smoothed loss after the last step; NaN before the first. */
export const lastLoss = (run: Run): number => smoothed(run.losses).at(-1) ?? Number.NaN;
