// The one model of a session: who reads it, and what takes its place. A new one is made while the present one is
// still there, so that nothing is lost by what is refused.
import type { Trainer } from '../engine/training/trainer';
import { LabError } from '../lab/errors';
import type { TrainingRun } from './trainingRun';

export class ModelSlot {
  private run: TrainingRun | null = null;
  /** Work that reads the present model, which has to outlive it. */
  private readonly readers = new Set<Promise<void>>();
  /** Replacements of the model, one after the other. */
  private replacing: Promise<unknown> = Promise.resolve();
  private readonly cancelReaders: () => void;

  /** @param cancelReaders asks those that read the model to come to an end */
  constructor(cancelReaders: () => void) {
    this.cancelReaders = cancelReaders;
  }

  get training(): TrainingRun | null {
    return this.run;
  }

  /** @throws LabError `bad-setting` without a model. */
  get trainer(): Trainer {
    if (this.run) return this.run.trainer;
    const reason = { name: 'no-model', values: {} } as const;
    throw new LabError('bad-setting', 'There is no model yet: press Train first.', { reason });
  }

  /** The training that a command was meant for; null where it has ended, or another has taken its place since. */
  trainingOf(request: number): TrainingRun | null {
    return this.run?.request === request ? this.run : null;
  }

  async read(reading: Promise<void>): Promise<void> {
    this.readers.add(reading);
    try {
      await reading;
    } finally {
      this.readers.delete(reading);
    }
  }

  /** @param make gives what comes in the place of the present model; null, or what it throws, leaves that one alone */
  replace(make: () => Promise<TrainingRun | null>): Promise<TrainingRun | null> {
    const done = this.replacing.then(async () => {
      const next = await make();
      if (next) await this.put(next);
      return next;
    });
    this.replacing = done.catch(() => undefined);
    return done;
  }

  private async put(next: TrainingRun): Promise<void> {
    const before = this.run;
    this.run = null;
    this.cancelReaders();
    await Promise.allSettled(this.readers);
    await before?.end();
    this.run = next;
  }
}
