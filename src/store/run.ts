// A training run as the page remembers it: its settings, its curves and its learning film, all bounded in memory.
import type { LabConfig } from '../lab/fields';
import type { ImageBatch, StepReport } from '../worker/protocol';
import { toPictures, type Pictures } from './pictures';
import { appendTrace, emptySmoother, emptyTrace, smooth, type Smoother, type Trace } from './trace';

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
  readonly smoothed: Trace;
  readonly gradientNorms: Trace;
  /** Smoothed loss of each quarter of the time axis, the cleanest first. */
  readonly quartiles: readonly Trace[];
  readonly smoothers: readonly Smoother[];
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
  smoothed: emptyTrace(1000, step),
  gradientNorms: emptyTrace(500, step),
  quartiles: quarters.map(() => emptyTrace(500, step)),
  smoothers: [emptySmoother, ...quarters.map(() => emptySmoother)],
  film: [],
  gpuBytes: 0,
});

export function addReport(run: Run, report: StepReport): Run {
  const [whole = emptySmoother, ...parts] = run.smoothers;
  const loss = smooth(whole, report.losses);
  const quartiles = quarters.map((quarter) => {
    const values = report.quartileLosses.filter((_, i) => i % quarters.length === quarter);
    return smooth(parts[quarter] ?? emptySmoother, values, 0.95);
  });
  return {
    ...run,
    step: report.step,
    losses: appendTrace(run.losses, report.losses),
    smoothed: appendTrace(run.smoothed, loss.smoothed),
    gradientNorms: appendTrace(run.gradientNorms, report.gradientNorms),
    quartiles: run.quartiles.map((trace, i) => appendTrace(trace, quartiles[i]?.smoothed ?? [])),
    smoothers: [loss.state, ...quartiles.map((quartile) => quartile.state)],
    gpuBytes: report.gpuBytes,
  };
}

export function addFilmRow(run: Run, step: number, images: ImageBatch): Run {
  const rows = [...run.film, { step, pictures: toPictures(images) }];
  const half = rows.length / 2;
  const film = rows.length <= mostRows ? rows : rows.filter((_, i) => i >= half || i % 2 === 0);
  return { ...run, film };
}

/** The smoothed loss after the last step; NaN before the first. */
export function lastLoss(run: Run): number {
  const { average, weight } = run.smoothers[0] ?? emptySmoother;
  return average / weight;
}
