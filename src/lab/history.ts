// What is remembered of a training: its curves, the meter's, and its learning film, bounded in memory whatever its length.
import type { ImageBatch } from './images';
import { toPictures, type Pictures } from './pictures';
import type { Quality } from './quality';
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
  /** What the meter found on the way, in the order of the steps. */
  readonly qualities: readonly Quality[];
}

const quarters = [0, 1, 2, 3] as const;
/** When there are more, every other one of the older half goes. */
const mostRows = 48;
const mostQualities = 200;

/** @param step steps that were done before, in another history */
export const emptyHistory = (step = 0): History => ({
  losses: emptyTrace(1000, step),
  gradientNorms: emptyTrace(500, step),
  quartiles: quarters.map(() => emptyTrace(500, step)),
  film: [],
  qualities: [],
});

export const addReport = (
  { losses, gradientNorms, quartiles, ...others }: History,
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
  ...others,
});

/** As many rows as are to be kept, thinned where they are oldest. */
function thinned<Row>(rows: readonly Row[], most: number): readonly Row[] {
  const half = rows.length / 2;
  return rows.length <= most ? rows : rows.filter((_, i) => i >= half || i % 2 === 0);
}

export const addFilmRow = (history: History, step: number, images: ImageBatch): History => ({
  ...history,
  film: thinned([...history.film, { step, pictures: toPictures(images) }], mostRows),
});

export const addQuality = (history: History, quality: Quality): History => ({
  ...history,
  qualities: thinned([...history.qualities, quality], mostQualities),
});
