// The step log on the CPU, for the stock path.
import type { TrainingControl } from '../../gpu/control';
import type { AppliedStep } from '../adam/reference';
import type { LogEntry } from './op';

export interface StockStepResults extends AppliedStep {
  readonly loss: number;
  /** [batch], as in {@link StepResults}. */
  readonly perSample: ArrayLike<number>;
  readonly positions: ArrayLike<number>;
}

export class StockStepLog {
  private readonly rows: LogEntry[] = [];

  constructor(readonly slots: number) {}

  /** As {@link StepLog.append}, with numbers for tensors. */
  append(results: StockStepResults, { microStep, microSteps, logSlot }: TrainingControl): void {
    const { loss, gradientNorm, finite, perSample, positions } = results;
    const before = microStep === 0 ? undefined : this.rows[logSlot];
    const quartileSums = [...(before?.quartileSums ?? [0, 0, 0, 0])];
    const quartileCounts = [...(before?.quartileCounts ?? [0, 0, 0, 0])];
    for (let i = 0; i < positions.length; i++) {
      const quarter = Math.min(Math.floor(4 * (positions[i] ?? NaN)), 3);
      quartileSums[quarter] = (quartileSums[quarter] ?? NaN) + (perSample[i] ?? NaN);
      quartileCounts[quarter] = (quartileCounts[quarter] ?? NaN) + 1;
    }
    this.rows[logSlot] = {
      loss: (before?.loss ?? 0) + loss / microSteps,
      gradientNorm,
      finite,
      quartileSums,
      quartileCounts,
    };
  }

  /** As {@link StepLog.read}. */
  read(first: number, count: number): LogEntry[] {
    const rows = Array.from({ length: count }, (_, i) => this.rows[(first + i) % this.slots]);
    return rows.filter((row) => row !== undefined);
  }
}
