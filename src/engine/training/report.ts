// What a run tells the charts, from the rows of the step log.
import { LabError } from '../../lab/errors';
import type { LogEntry } from './log/op';

export interface TrainingReport {
  /** Number of the last step, from 1, and how many there are to be. */
  readonly step: number;
  readonly steps: number;
  /** One entry a step since the last report. */
  readonly losses: Float64Array;
  readonly gradientNorms: Float64Array;
  /** [steps of this report, 4]: mean unweighted loss of the samples in each quarter of the time axis, NaN for none. */
  readonly quartileLosses: Float64Array;
  readonly learningRate: number;
  readonly stepsPerSecond: number;
}

/**
 * The columns of a report.
 * @param first number of the first row's step, from 0
 * @throws LabError `diverged` where a loss or a gradient is no longer finite
 */
export function reportColumns(
  entries: readonly LogEntry[],
  first: number,
): Pick<TrainingReport, 'losses' | 'gradientNorms' | 'quartileLosses'> {
  const bad = entries.findIndex(({ finite, loss }) => !finite || !Number.isFinite(loss));
  if (bad >= 0) {
    const step = first + bad + 1;
    throw new LabError(
      'diverged',
      `Training diverged at step ${step}: the loss is no longer a number. Lower the learning rate or clip the gradient, then train again.`,
      { reason: { name: 'loss-not-finite', values: { step } } },
    );
  }
  return {
    losses: Float64Array.from(entries, ({ loss }) => loss),
    gradientNorms: Float64Array.from(entries, ({ gradientNorm }) => gradientNorm),
    quartileLosses: Float64Array.from(
      entries.flatMap(({ quartileSums, quartileCounts }) =>
        quartileSums.map((sum, i) => sum / (quartileCounts[i] || Number.NaN)),
      ),
    ),
  };
}
