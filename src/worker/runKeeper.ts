// When a run is saved: every half a minute while it trains, and at most a twentieth of the time.
import type { Trainer } from '../engine/training/trainer';
import type { StoredRun } from '../lab/stored';
import { smoothed } from '../lab/trace';
import type { Claim, Snapshot, StoredRuns } from './storedRuns';

const shareOfTime = 0.05;

/** Between two steps. */
export async function snapshotOf(trainer: Trainer): Promise<Snapshot> {
  const { step, history, config } = trainer;
  const loss = smoothed(history.losses).at(-1) ?? Number.NaN;
  const file = await trainer.checkpoint();
  return { file, step, steps: config.steps, loss: Number.isFinite(loss) ? loss : null, config };
}

export class RunKeeper {
  private lastEnd = performance.now();
  private lastCost = 0;
  private savedStep = -1;
  private hurried = false;

  constructor(
    private readonly runs: StoredRuns,
    private readonly claim: Claim,
  ) {}

  get id(): string {
    return this.claim.id;
  }

  get due(): boolean {
    const pause = Math.max(this.runs.everyMs, this.lastCost * (1 / shareOfTime - 1));
    return this.hurried || performance.now() - this.lastEnd >= pause;
  }

  /** The next save is due at once, whatever it costs: a tab is not hidden often. */
  hurry(): void {
    this.hurried = true;
  }

  /**
   * @param step nothing is done where it has been saved already
   * @throws LabError `storage`; what was saved before is still there then.
   */
  async save(step: number, take: () => Promise<Snapshot>): Promise<StoredRun | null> {
    if (step === this.savedStep) return null;
    const begun = performance.now();
    this.hurried = false;
    try {
      const snapshot = await take();
      const run = await this.runs.save(this.claim, snapshot);
      this.savedStep = snapshot.step;
      return run;
    } finally {
      this.lastEnd = performance.now();
      this.lastCost = this.lastEnd - begun;
    }
  }

  /** The run is there for others from now on. */
  close(): void {
    this.claim.release();
  }
}
