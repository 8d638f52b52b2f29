// One training run of the page: loops, reports, pauses, and now and then denoises the film's fixed seeds and keeps
// the weights, to go back to where training diverges.
import type { Engine } from '../engine/engine';
import { LearningFilm } from '../engine/learningFilm';
import { LossWatch } from '../engine/lossWatch';
import type { Trainer } from '../engine/trainer';
import { tuneEngine } from '../engine/tuneEngine';
import type { TuningStorage } from '../engine/tuning';
import { toFailure } from '../lab/errors';
import type { LabConfig } from '../lab/fields';
import { imageBatch } from './messages';
import type { Event } from './protocol';

export interface TrainingRunOptions {
  readonly engine: Engine;
  readonly trainer: Trainer;
  readonly post: (event: Event, transfer?: Transferable[]) => void;
  readonly run: number;
  /** Null keeps the default programs. */
  readonly tunings: TuningStorage | null;
}

export class TrainingRun {
  readonly trainer: Trainer;
  private readonly engine: Engine;
  private readonly post: TrainingRunOptions['post'];
  private readonly film: LearningFilm;
  private readonly watch = new LossWatch();
  private readonly tunings: TuningStorage | null;
  private run: number;
  private abort = new AbortController();
  private loop: Promise<void> = Promise.resolve();

  constructor({ engine, trainer, post, run, tunings }: TrainingRunOptions) {
    this.tunings = tunings;
    this.engine = engine;
    this.trainer = trainer;
    this.post = post;
    this.run = run;
    this.film = new LearningFilm(engine, trainer);
  }

  /** Compiles, then trains to the end or until paused. */
  async begin(): Promise<void> {
    const { post, run } = this;
    await this.compile();
    if (this.tunings) {
      const chosen = await tuneEngine(this.engine, this.tunings);
      if (Object.keys(chosen).length > 0) {
        this.trainer.facts['tiles'] = JSON.stringify(chosen);
        await this.compile();
      }
    }
    post({ run, type: 'progress', stage: 'first-step', done: 0, total: 1 });
    return this.resume();
  }

  /** Goes on under another run number, with the settings that a running model can follow. */
  async continueWith(run: number, config: LabConfig): Promise<void> {
    await this.halt();
    this.run = run;
    // Before the new settings can do any harm.
    await this.keepIfHealthy();
    this.watch.turn();
    this.trainer.follow(config);
    return this.resume();
  }

  /** Goes back to the weights that were kept last, and rests there. */
  async restore(): Promise<void> {
    await this.halt();
    const step = this.trainer.goBack();
    this.watch.restart();
    this.post({ run: this.run, type: 'restored', step });
  }

  async resume(): Promise<void> {
    await this.halt();
    this.abort = new AbortController();
    this.loop = this.train();
    return this.loop;
  }

  async pause(): Promise<void> {
    await this.halt();
    this.post({ run: this.run, type: 'paused', step: this.trainer.step });
  }

  async singleStep(): Promise<void> {
    await this.halt();
    this.abort = new AbortController();
    this.loop = this.train(1);
    await this.loop;
  }

  /** Ends the run; its model stays for sampling. */
  async stop(): Promise<void> {
    await this.halt();
    this.post({ run: this.run, type: 'trained', step: this.trainer.step, stopped: true });
  }

  /** Frees the run and its model. */
  async end(): Promise<void> {
    await this.halt();
    this.film.dispose();
    this.trainer.dispose();
  }

  /** The programs of the training step and of the film, side by side. */
  private async compile(): Promise<void> {
    const counts = [
      { done: 0, total: 0 },
      { done: 0, total: 0 },
    ];
    const sum = (key: 'done' | 'total'): number => counts.reduce((n, entry) => n + entry[key], 0);
    const count = (part: number) => (done: number, total: number) => {
      counts[part] = { done, total };
      this.post({
        run: this.run,
        type: 'progress',
        stage: 'compile',
        done: sum('done'),
        total: sum('total'),
      });
    };
    await Promise.all([this.trainer.prepare(count(0)), this.film.prepare(count(1))]);
  }

  private async halt(): Promise<void> {
    this.abort.abort();
    await this.loop;
  }

  private async train(steps?: number): Promise<void> {
    const { signal } = this.abort;
    try {
      for await (const report of this.trainer.run({ signal, ...(steps === undefined ? {} : { steps }) })) {
        const { stepsPerSecond } = report;
        this.watch.take(report.losses);
        this.post({
          run: this.run,
          type: 'report',
          report: {
            ...report,
            imagesPerSecond:
              stepsPerSecond * this.trainer.config.batchSize * this.trainer.config.accumulation,
            secondsLeft: (report.steps - report.step) / stepsPerSecond,
            gpuBytes: this.engine.bytes(),
          },
        });
        if (!signal.aborted && this.film.due(report.step === report.steps)) {
          await this.preview(signal);
          await this.keepIfHealthy();
        }
      }
      if (signal.aborted) return;
      const { step, config } = this.trainer;
      this.post(
        step >= config.steps
          ? { run: this.run, type: 'trained', step, stopped: false }
          : { run: this.run, type: 'paused', step },
      );
    } catch (thrown) {
      const failure = toFailure(thrown);
      if (failure.code === 'diverged') this.watch.diverge();
      this.post({ run: this.run, type: 'failed', ...failure });
    }
  }

  private async keepIfHealthy(): Promise<void> {
    const { step, keptStep } = this.trainer;
    if (step === 0 || step === keptStep || !this.watch.healthy) return;
    if (await this.trainer.keep()) this.post({ run: this.run, type: 'kept', step });
  }

  private async preview(signal: AbortSignal): Promise<void> {
    const pixels = await this.film.take(signal);
    if (!pixels) return;
    const { dataset, config, step } = this.trainer;
    const images = imageBatch(pixels, dataset, config.process === 'corrupt');
    this.post({ run: this.run, type: 'preview', step, images }, [images.pixels.buffer]);
  }
}
