// What is remembered of a training: its curves and its learning film, bounded in memory whatever its length.
import type { ImageBatch } from './images';
import { toPictures, type Pictures } from './pictures';
import type { StepReport } from './reports';
import { appendTrace, emptyTrace, type Trace } from './trace';

export interface FilmRow {
  readonly step: number;
  readonly pictures: Pictures;
}

export interface History {
  readonly losses: Trace;
  readonly gradientNorms: Trace;
  /** Loss of each quarter of the time axis, the cleanest first. */
  readonly quartiles: readonly Trace[];
  readonly film: readonly FilmRow[];
}

const quarters = [0, 1, 2, 3] as const;
/** When the film is full, every other row of its older half goes. */
const mostRows = 48;

/** @param step steps that were done before, in another history */
export const emptyHistory = (step = 0): History => ({
  losses: emptyTrace(1000, step),
  gradientNorms: emptyTrace(500, step),
  quartiles: quarters.map(() => emptyTrace(500, step)),
  film: [],
});

export const addReport = (
  { losses, gradientNorms, quartiles, film }: History,
  report: Pick<StepReport, 'losses' | 'gradientNorms' | 'quartileLosses'>,
): History => ({
  losses: appendTrace(losses, report.losses),
  gradientNorms: appendTrace(gradientNorms, report.gradientNorms),
  quartiles: quartiles.map((trace, quarter) =>
    appendTrace(
      trace,
      report.quartileLosses.filter((_, i) => i % quarters.length === quarter),
    ),
  ),
  film,
});

export function addFilmRow(history: History, step: number, images: ImageBatch): History {
  const rows = [...history.film, { step, pictures: toPictures(images) }];
  const half = rows.length / 2;
  const film = rows.length <= mostRows ? rows : rows.filter((_, i) => i >= half || i % 2 === 0);
  return { ...history, film };
}
