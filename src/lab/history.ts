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
/** When there are more, one goes whose neighbours are the closest: the others stay spread over the run. */
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

/** As many rows as are to be kept; the first and the last always are. Of several that may go, the oldest does. */
function thinned<Row extends { readonly step: number }>(rows: readonly Row[], most: number): readonly Row[] {
  if (rows.length <= most) return rows;
  const between = rows.slice(1, -1).map((_, i) => (rows[i + 2]?.step ?? 0) - (rows[i]?.step ?? 0));
  const gone = 1 + between.indexOf(Math.min(...between));
  return thinned(
    rows.filter((_, i) => i !== gone),
    most,
  );
}

export const addFilmRow = (history: History, step: number, images: ImageBatch): History => ({
  ...history,
  film: thinned([...history.film, { step, pictures: toPictures(images) }], mostRows),
});

export const addQuality = (history: History, quality: Quality): History => ({
  ...history,
  qualities: thinned([...history.qualities, quality], mostQualities),
});
