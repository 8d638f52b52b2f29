// Whether a training has the meter beside it: asked for, possible, loaded, and within its share of the time.
import { judgeOf } from '../datasets/registry';
import type { Engine } from '../engine/engine';
import type { Trainer } from '../engine/training/trainer';
import { toLabError } from '../lab/errors';
import type { Quality } from '../lab/quality';
import type { ReadJudge } from './quality';
import { Share } from './share';
import type { TrainingMeter } from './trainingMeter';

export interface MeterBesideOptions {
  readonly engine: Engine;
  readonly trainer: Trainer;
  readonly readJudge: ReadJudge;
}

/** Steps and samples of a measurement against those of a row of the film, guided samples twice. */
const rowsOfFilm = 7;
const shareOfTime = 0.05;

export class MeterBeside {
  private meter: TrainingMeter | null = null;
  private share: Share | null = null;
  /** A page without the file does without. */
  private missing = false;

  constructor(private readonly options: MeterBesideOptions) {}

  /** @param secondsOfRow what a row of the film takes; 0 where it is not known. @returns null where it is not due */
  async measure(secondsOfRow: number, signal: AbortSignal): Promise<Quality | null> {
    const { trainer } = this.options;
    const file = judgeOf(trainer.config);
    if (!trainer.config.meter || file === null || this.missing || secondsOfRow === 0) return null;
    const share = (this.share ??= new Share(shareOfTime, 1000 * secondsOfRow * rowsOfFilm));
    if (!share.due) return null;
    return share.spend(async () => {
      const meter = (this.meter ??= await this.open(file));
      return meter && meter.measure(signal);
    });
  }

  dispose(): void {
    this.meter?.dispose();
  }

  private async open(file: string): Promise<TrainingMeter | null> {
    const { engine, trainer, readJudge } = this.options;
    try {
      const [{ TrainingMeter }, judge] = await Promise.all([import('./later'), readJudge(file)]);
      const meter = new TrainingMeter(engine, trainer, judge);
      await meter.prepare();
      return meter;
    } catch (thrown) {
      const { code } = toLabError(thrown);
      if (code === 'device-lost' || code === 'out-of-memory') throw thrown;
      this.missing = true;
      return null;
    }
  }
}
