// The GPU programs that a run needs before its first step: those of the training step and of the learning film,
// compiled side by side, and once more where the tuner finds faster ones.
import type { Engine } from '../engine/engine';
import type { LearningFilm } from '../engine/sampling/learningFilm';
import type { Trainer } from '../engine/training/trainer';
import type { TuningStorage } from '../engine/tuning/tuning';
import type { Stage } from './protocol';
import { sumProgress } from './sumProgress';

export interface RunProgramsOptions {
  readonly engine: Engine;
  readonly trainer: Trainer;
  readonly film: LearningFilm;
  /** Null keeps the default programs. */
  readonly tunings: TuningStorage | null;
  readonly onProgress: (stage: Stage, done: number, total: number) => void;
}

export class RunPrograms {
  private state: 'missing' | 'compiling' | 'ready' = 'missing';
  private readonly options: RunProgramsOptions;

  constructor(options: RunProgramsOptions) {
    this.options = options;
  }

  get compiling(): boolean {
    return this.state === 'compiling';
  }

  get ready(): boolean {
    return this.state === 'ready';
  }

  /** Cannot be broken off: once aborted it only says no more. */
  async make(signal: AbortSignal): Promise<void> {
    const { engine, trainer, tunings, onProgress } = this.options;
    this.state = 'compiling';
    try {
      await this.compile(signal);
      if (tunings && !signal.aborted) {
        const { tuneEngine } = await import('./later');
        const chosen = await tuneEngine(engine, tunings);
        if (Object.keys(chosen).length > 0) {
          trainer.facts['tiles'] = JSON.stringify(chosen);
          await this.compile(signal);
        }
      }
    } finally {
      this.state = 'missing';
    }
    if (signal.aborted) return;
    this.state = 'ready';
    onProgress('first-step', 0, 1);
  }

  private async compile(signal: AbortSignal): Promise<void> {
    const { trainer, film, onProgress } = this.options;
    const count = sumProgress((done, total) => {
      if (!signal.aborted) onProgress('compile', done, total);
    });
    await Promise.all([trainer.prepare(count()), film.prepare(count())]);
  }
}
