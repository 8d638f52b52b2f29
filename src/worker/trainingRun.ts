// One training run of the page: loops, reports, pauses, and now and then denoises the film's fixed seeds and keeps
// the weights, to go back to where training diverges.
import type { Engine } from '../engine/engine';
import { LearningFilm } from '../engine/sampling/learningFilm';
import { LossWatch } from '../engine/training/lossWatch';
import type { TrainingReport } from '../engine/training/report';
import type { Trainer } from '../engine/training/trainer';
import type { TuningStorage } from '../engine/tuning/tuning';
import { processOf } from '../diffusion/process/index';
import { toFailure, toLabError } from '../lab/errors';
import type { LabConfig } from '../lab/fields';
import { addFilmRow, addQuality } from '../lab/history';
import { imageBatch } from './messages';
import { Pace } from './pace';
import type { Post } from './protocol';
import { snapshotOf, type RunKeeper } from './runKeeper';
import { RunPrograms } from './runPrograms';
import type { ReadJudge } from './quality';
import { MeterBeside } from './meterBeside';

export interface TrainingRunOptions {
  readonly engine: Engine;
  readonly trainer: Trainer;
  readonly post: Post;
  readonly request: number;
  /** Null keeps the default programs. */
  readonly tunings: TuningStorage | null;
  readonly hasImages: boolean;
  /** Saves the run between visits; null where the browser keeps nothing. */
  readonly keeper?: RunKeeper | null;
  readonly readJudge: ReadJudge;
}

export class TrainingRun {
  readonly trainer: Trainer;
  /** False for a model from a file whose images are not here: it can be drawn with, not trained. */
  readonly hasImages: boolean;
  private readonly engine: Engine;
  private readonly post: Post;
  private readonly film: LearningFilm;
  private readonly meter: MeterBeside;
  private readonly stopListening: () => void;
  private readonly watch = new LossWatch();
  private readonly pace = new Pace();
  private readonly programs: RunPrograms;
  private keeper: RunKeeper | null;
  /** Number of the request that it answers: the one that began it, or that it goes on with. */
  request: number;
  /** Aborted by the next command. */
  private abort = new AbortController();
  /** What is under way, and what waits for its end. */
  private activity: Promise<unknown> = Promise.resolve();
  /** The loop ended in a failure, and has said so. */
  private failed = false;
  private freed = false;
  private toldUnkept = false;

  constructor(options: TrainingRunOptions) {
    const { engine, trainer, post, request, tunings, hasImages, readJudge, keeper = null } = options;
    this.keeper = keeper;
    this.hasImages = hasImages;
    this.engine = engine;
    this.trainer = trainer;
    this.post = post;
    this.request = request;
    this.film = new LearningFilm(engine, trainer);
    this.programs = new RunPrograms({
      engine,
      trainer,
      film: this.film,
      tunings,
      onProgress: (stage, done, total) =>
        this.post({ request: this.request, type: 'progress', stage, done, total }),
    });
    this.meter = new MeterBeside({ engine, trainer, readJudge });
    this.stopListening = engine.onFailure(() => this.rescue());
  }

  /** Compiles, then trains to the end or until another command. */
  begin(): Promise<void> {
    return this.inTurn((signal) => this.trainOn(signal));
  }

  /** Goes on under another request, with the settings that a running model can follow. */
  continueWith(request: number, config: LabConfig): Promise<void> {
    this.request = request;
    return this.inTurn(async (signal) => {
      // Before the new settings can do any harm.
      await this.keepIfHealthy();
      this.watch.settingsChanged();
      this.trainer.follow(config);
      await this.trainOn(signal);
    });
  }

  /** Goes back to the weights that were kept last, and rests there. */
  restore(): Promise<void> {
    return this.inTurn(() => {
      const step = this.trainer.goBack();
      this.watch.restart();
      this.post({ request: this.request, type: 'restored', step });
    });
  }

  resume(config: LabConfig): Promise<void> {
    return this.inTurn((signal) => {
      this.trainer.follow(config);
      return this.trainOn(signal);
    });
  }

  /** Saves between two steps and does not wait for the next half minute. */
  saveSoon(): void {
    this.keeper?.hurry();
  }

  /** What can be taken over acts from the next step on; nothing is broken off for it. */
  follow(config: LabConfig): void {
    this.watch.settingsChanged();
    this.trainer.follow(config);
  }

  pause(): Promise<void> {
    return this.inTurn(async (signal) => {
      const { step, config } = this.trainer;
      // A run that has just come to an end, good or bad, has said so.
      if (step < config.steps && !this.failed) this.post({ request: this.request, type: 'paused', step });
      await this.rest(signal);
    });
  }

  /** Is done even where another command comes at once: three presses are three steps. */
  singleStep(config: LabConfig): Promise<void> {
    return this.inTurn(() => {
      this.trainer.follow(config);
      return this.trainOn(new AbortController().signal, 1);
    });
  }

  /** Ends the run; its model stays for sampling. */
  stop(): Promise<void> {
    const say = (): void =>
      this.post({ request: this.request, type: 'trained', step: this.trainer.step, stopped: true });
    // Compiling cannot be broken off: it is not waited for, and says no more.
    const { compiling } = this.programs;
    if (compiling) say();
    return this.inTurn(async (signal) => {
      if (compiling) return;
      say();
      await this.rest(signal);
    });
  }

  /** Frees the run and its model. */
  end(): Promise<void> {
    return this.inTurn(() => {
      this.freed = true;
      this.keeper?.close();
      this.stopListening();
      this.film.dispose();
      this.meter.dispose();
      this.trainer.dispose();
    });
  }

  /** Id of the run in the browser's storage; null where it is not kept. */
  get storedAs(): string | null {
    return this.keeper?.id ?? null;
  }

  /** Whoever takes the run's place goes on saving it. */
  handOverKeeper(): RunKeeper | null {
    const { keeper } = this;
    this.keeper = null;
    return keeper;
  }

  /** One command after the other: a new one breaks off what is under way, and begins when that has ended. */
  private inTurn(work: (signal: AbortSignal) => Promise<void> | void): Promise<void> {
    this.abort.abort();
    this.abort = new AbortController();
    const { signal } = this.abort;
    // What comes after the end finds nothing to work on.
    const done = this.activity.then(() => (this.freed ? undefined : work(signal)));
    this.activity = done.catch(() => undefined);
    return done;
  }

  private async trainOn(signal: AbortSignal, steps?: number): Promise<void> {
    if (!this.programs.ready) {
      this.pace.begin();
      await this.programs.make(signal);
    }
    if (!signal.aborted) await this.train(signal, steps);
  }

  private async train(signal: AbortSignal, steps?: number): Promise<void> {
    this.failed = false;
    try {
      await this.loop(signal, steps);
      const { step, config } = this.trainer;
      const ended = step >= config.steps;
      if (ended) this.post({ request: this.request, type: 'trained', step, stopped: false });
      else if (!signal.aborted) this.post({ request: this.request, type: 'paused', step });
      if (ended || !signal.aborted) await this.save();
    } catch (thrown) {
      const failure = toFailure(thrown);
      if (failure.code === 'diverged') this.watch.diverge();
      // The page will want another worker.
      if (failure.code === 'internal') this.rescue();
      this.failed = true;
      this.post({ request: this.request, type: 'failed', ...failure });
    }
  }

  /** @param steps up to the run's end when left out, also where that is moved on the way */
  private async loop(signal: AbortSignal, steps?: number): Promise<void> {
    const { trainer } = this;
    do {
      for await (const report of trainer.run({ signal, ...(steps === undefined ? {} : { steps }) })) {
        this.report(report);
        const ended = report.step >= trainer.config.steps;
        if (!signal.aborted && this.film.due(ended)) {
          await this.preview(signal);
          await this.keepIfHealthy();
        }
        if (!signal.aborted) await this.measure(signal);
        if (ended) return;
        if (this.keeper?.due) await this.save();
      }
    } while (steps === undefined && !signal.aborted && trainer.step < trainer.config.steps);
  }

  private report(report: TrainingReport): void {
    this.pace.take(report.losses.length, report.stepsPerSecond);
    const { stepsPerSecond } = this.pace;
    const { batchSize, accumulation } = this.trainer.config;
    this.watch.take(report.losses);
    this.post({
      request: this.request,
      type: 'report',
      report: {
        ...report,
        stepsPerSecond,
        imagesPerSecond: stepsPerSecond * batchSize * accumulation,
        secondsLeft: stepsPerSecond > 0 ? (report.steps - report.step) / stepsPerSecond : Number.NaN,
        gpuBytes: this.engine.bytes(),
      },
    });
  }

  private async measure(signal: AbortSignal): Promise<void> {
    const quality = await this.meter.measure(this.film.secondsOfRow, signal);
    if (!quality) return;
    this.trainer.history = addQuality(this.trainer.history, quality);
    this.post({ request: this.request, type: 'measured', quality });
  }

  private async keepIfHealthy(): Promise<void> {
    const { step, keptStep } = this.trainer;
    if (step === 0 || step === keptStep || !this.watch.healthy) return;
    if (await this.trainer.keep()) this.post({ request: this.request, type: 'kept', step });
  }

  /** In the browser's storage, once for every step; where that fails the training goes on. */
  private async save(): Promise<void> {
    const { keeper, trainer } = this;
    const { step } = trainer;
    if (!keeper || step === 0 || this.failed) return;
    try {
      const run = await keeper.save(step, () => snapshotOf(trainer));
      if (run) this.post({ request: this.request, type: 'stored', run });
    } catch (thrown) {
      const { code, message: cause } = toLabError(thrown);
      // Where memory is short there is no room for a copy.
      if (code !== 'storage' && code !== 'out-of-memory') throw thrown;
      if (!this.toldUnkept) this.post({ request: this.request, type: 'notice', name: 'unkept', cause });
      this.toldUnkept = true;
    }
  }

  /** Before the worker has to go: what was kept goes to the page, also of a model that rests. */
  private rescue(): void {
    const checkpoint = this.trainer.keptCheckpoint();
    if (checkpoint) this.post({ request: this.request, type: 'rescued', checkpoint }, [checkpoint]);
  }

  /** Saves, and shows what was learnt up to here, unless another command comes. */
  private async rest(signal: AbortSignal): Promise<void> {
    await this.save();
    if (!this.failed && !this.film.upToDate) await this.preview(signal);
  }

  private async preview(signal: AbortSignal): Promise<void> {
    const pixels = await this.film.take(signal);
    if (!pixels) return;
    const { dataset, config, step } = this.trainer;
    const images = imageBatch(pixels, dataset, processOf(config).range);
    this.trainer.history = addFilmRow(this.trainer.history, step, images);
    this.post({ request: this.request, type: 'preview', step, images }, [images.pixels.buffer]);
  }
}
