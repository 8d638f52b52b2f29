// One visitor's engine, data set, model and reverse processes: carries out commands, posts events.
// No worker globals here, so that a test can run it anywhere.
import type { DataSource, Dataset } from '../datasets/types';
import type { Engine } from '../engine/engine';
import { denoise } from '../engine/sampling/denoise';
import { buildModel } from '../engine/models/index';
import { countModel } from '../engine/models/model';
import { estimateStepMs, selfTest } from '../engine/check/selfTest';
import { Trainer } from '../engine/training/trainer';
import type { TuningStorage } from '../engine/tuning/tuning';
import { processOf } from '../diffusion/process/index';
import { toRange } from '../diffusion/process/pictures';
import { asTrained } from '../lab/changes';
import { LabError, toFailure } from '../lab/errors';
import type { LabConfig } from '../lab/fields';
import { checkpointFacts } from '../engine/checkpoint/facts';
import { DataShelf, type Fetched } from './dataShelf';
import { datasetInfo, imageBatch } from './messages';
import type { OpenResult } from './openEngine';
import type { Command, Event, Lane } from './protocol';
import { sampleReverse } from './sampling';
import { isStopped, Stoppables } from './stoppables';
import { TrainingRun } from './trainingRun';
import { rememberedTunings } from './tunings';

export interface SessionOptions {
  readonly open: (force?: 'webgl' | 'none') => Promise<OpenResult>;
  readonly sourcesOf: (dataset: LabConfig['dataset']) => readonly DataSource[];
  readonly post: (event: Event, transfer?: Transferable[]) => void;
}

/** What a network is outlined for before any data set is there. */
const digits = { height: 28, width: 28, channels: 1, classNames: '0123456789'.split('') };

const nullWhereStopped = (thrown: unknown): null => {
  if (isStopped(thrown)) return null;
  throw thrown;
};

const sampling = (lane: Lane): string => `sampling-${lane}`;

type CommandOf<T extends Command['type']> = Extract<Command, { type: T }>;

export class Session {
  private readonly options: SessionOptions;
  private engine: Engine | null = null;
  private training: TrainingRun | null = null;
  private tunings: TuningStorage | null = null;
  private readonly shelf: DataShelf;
  private readonly stoppables = new Stoppables();
  private opening: Promise<void> = Promise.resolve();
  /** Commands that put another model in the place of the present one, one after the other. */
  private replacing: Promise<unknown> = Promise.resolve();
  /** Who reads the present model: it has to outlive them. */
  private readonly looks = new Set<Promise<void>>();

  constructor(options: SessionOptions) {
    this.options = options;
    this.shelf = new DataShelf(options.sourcesOf);
  }

  /** Resolves when the command is done; for training, when the run has ended. */
  async handle(command: Command): Promise<void> {
    const { run } = command;
    switch (command.type) {
      case 'open':
        this.opening = this.open(run, command);
        return this.opening;
      case 'load-data':
        this.shelf.take(command);
        await this.load(run, command.config);
        return;
      case 'train':
        return this.train(command);
      case 'pause':
        return this.trainingOf(run)?.pause();
      case 'resume':
        return this.goOn(this.trainingOf(run), run, (training) => training.resume(command.config));
      case 'step':
        return this.goOn(this.trainingOf(run), run, (training) => training.singleStep(command.config));
      case 'stop':
        return this.stoppables.stop(run) ? undefined : this.trainingOf(run)?.stop();
      case 'restore':
        return this.trainingOf(run)?.restore();
      case 'outline':
        return this.outline(run, command.config);
      case 'sample':
        return this.looking(this.sample(command));
      case 'denoise':
        return this.looking(this.denoise(command));
      case 'save':
        return this.looking(this.save(run));
      case 'load':
        return this.loadCheckpoint(command);
    }
  }

  private outline(run: number, config: LabConfig): void {
    const { height, width, channels, classNames } = this.shelf.dataset ?? digits;
    try {
      const { outline } = buildModel(config, { height, width, channels, classes: classNames.length });
      this.options.post({ run, type: 'outline', layers: outline });
    } catch (thrown) {
      this.options.post({ run, type: 'outline', layers: [], problem: toFailure(thrown) });
    }
  }

  private async open(run: number, { force, tunings = 'off' }: CommandOf<'open'>): Promise<void> {
    const { engine, reason } = await this.options.open(force);
    const remember = (adapter: string, text: string): void =>
      this.options.post({ run, type: 'tuned', adapter, text });
    this.tunings = tunings === 'off' ? null : rememberedTunings(tunings, remember);
    this.engine = null;
    if (engine) {
      this.options.post({ run, type: 'progress', stage: 'self-test', done: 0, total: 1 });
      await selfTest(engine);
    }
    this.engine = engine;
    const stepMs = engine ? await estimateStepMs(engine) : null;
    this.options.post({
      run,
      type: 'opened',
      backend: engine ? (engine.backend === 'webgpu' ? 'webgpu' : 'webgl') : 'none',
      adapter: engine?.adapterName ?? '',
      ...(reason ? { reason } : {}),
      ...(stepMs === null ? {} : { stepMs }),
      ...(engine?.gpu?.software && { software: true }),
    });
  }

  private fetch(run: number, { dataset }: LabConfig): Promise<Fetched> {
    return this.stoppables.run({ channel: 'data', run }, (signal) =>
      this.shelf.fetch(dataset, {
        signal,
        onProgress: (done, total) => this.options.post({ run, type: 'progress', stage: 'data', done, total }),
      }),
    );
  }

  /** From here on these are the images of the page. */
  private show(run: number, config: LabConfig, { dataset, refused }: Fetched): void {
    this.shelf.put(config.dataset, dataset);
    const info = datasetInfo(dataset, refused);
    this.options.post({ run, type: 'data', info }, [info.preview.buffer, info.previewLabels.buffer]);
  }

  private async load(run: number, config: LabConfig): Promise<Dataset> {
    const fetched = await this.fetch(run, config);
    this.show(run, config, fetched);
    return fetched.dataset;
  }

  private async train(command: CommandOf<'train'>): Promise<void> {
    const { run, config, fresh } = command;
    if (!fresh && this.training) {
      return this.goOn(this.training, run, (training) => training.continueWith(run, config));
    }
    const begun = await this.stoppables.run({ channel: 'training', run }, (signal) =>
      this.replace(() => this.build(command, signal)),
    );
    if (begun) return begun.begin();
    const step = this.training?.trainer.step ?? 0;
    this.options.post({ run, type: 'trained', step, stopped: true });
  }

  /** A training of fresh weights in the place of the present one; null where it was stopped before it could begin. */
  private async build({ run, config }: CommandOf<'train'>, signal: AbortSignal): Promise<TrainingRun | null> {
    if (signal.aborted) return null;
    const { post } = this.options;
    const engine = this.openEngine();
    const dataset = this.shelf.get(config.dataset) ?? (await this.load(run, config).catch(nullWhereStopped));
    if (!dataset || signal.aborted) return null;
    // Refuses what makes no network while the present one is still there.
    buildModel(config, { ...dataset, classes: dataset.classNames.length });
    await this.endTraining();
    const onEager = (cause: string): void => post({ run, type: 'notice', name: 'eager', cause });
    const trainer = new Trainer({ engine, config, dataset, onEager });
    this.postTraining(run, trainer);
    this.training = new TrainingRun({ engine, trainer, post, run, tunings: this.tunings });
    return signal.aborted ? null : this.training;
  }

  private replace<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.replacing.then(work);
    this.replacing = done.catch(() => undefined);
    return done;
  }

  /** The training that a command was meant for; null where it has ended, or another has taken its place since. */
  private trainingOf(run: number): TrainingRun | null {
    return this.training?.run === run ? this.training : null;
  }

  private async goOn(
    training: TrainingRun | null,
    run: number,
    go: (training: TrainingRun) => Promise<void>,
  ): Promise<void> {
    if (!training) return;
    this.postTraining(run, training.trainer);
    await go(training);
  }

  private postTraining(run: number, { model }: Trainer): void {
    this.options.post({ run, type: 'training', parameters: countModel(model).parameters });
  }

  private async looking(look: Promise<void>): Promise<void> {
    this.looks.add(look);
    try {
      await look;
    } finally {
      this.looks.delete(look);
    }
  }

  /** Ends the training and whatever still looks at its model. */
  private async endTraining(): Promise<void> {
    const { training } = this;
    this.training = null;
    for (const lane of ['main', 'other'] as const) this.stoppables.breakOff(sampling(lane));
    await Promise.allSettled(this.looks);
    await training?.end();
  }

  private async save(run: number): Promise<void> {
    const checkpoint = await this.trainer().checkpoint();
    this.options.post({ run, type: 'saved', checkpoint }, [checkpoint]);
  }

  private async sample({ run, config, start, lane }: CommandOf<'sample'>): Promise<void> {
    const trainer = this.trainer();
    await this.stoppables.run({ channel: sampling(lane), run }, (signal) =>
      sampleReverse({
        engine: this.openEngine(),
        trainer,
        config: asTrained(trainer.config, config),
        start,
        signal,
        onFrame: (frame) =>
          this.options.post({ run, type: 'frame', lane, frame }, [
            frame.xt.pixels.buffer,
            frame.predOriginalSample.pixels.buffer,
            frame.predEpsilon.pixels.buffer,
          ]),
      }),
    );
    this.options.post({ run, type: 'sampled', lane });
  }

  private async denoise({ run, config, timesteps, images, seed }: CommandOf<'denoise'>): Promise<void> {
    const trainer = this.trainer();
    const { count, height, width, channels, pixels } = images;
    const { range } = processOf(trainer.config);
    const result = await denoise({
      runtime: this.openEngine().gpu?.runtime ?? null,
      model: trainer.model,
      pass: trainer.stepper.pass('average'),
      config: asTrained(trainer.config, config),
      tables: trainer.tables,
      images: toRange(pixels, range),
      shape: [count, height, width, channels],
      timesteps,
      label: trainer.dataset.classNames.length,
      seed,
    });
    const corrupted = imageBatch(result.corrupted, images, range);
    const predicted = imageBatch(result.predicted, images, range);
    this.options.post({ run, type: 'denoised', timesteps, corrupted, predicted }, [
      corrupted.pixels.buffer,
      predicted.pixels.buffer,
    ]);
  }

  private loadCheckpoint({ run, checkpoint }: CommandOf<'load'>): Promise<void> {
    const { post } = this.options;
    return this.replace(async () => {
      // A file may be dropped on a page that has just been opened.
      await this.opening;
      const engine = this.openEngine();
      const { config } = checkpointFacts(checkpoint);
      const present = this.shelf.get(config.dataset);
      const fetched = present ? { dataset: present } : await this.fetch(run, config);
      const trainer = new Trainer({ engine, config, dataset: fetched.dataset, checkpoint });
      // Nothing has changed for a model that was refused.
      if (!present) this.show(run, config, fetched);
      await this.endTraining();
      this.training = new TrainingRun({ engine, trainer, post, run, tunings: this.tunings });
      const { parameters } = countModel(trainer.model);
      post({ run, type: 'loaded', config, step: trainer.step, parameters });
    });
  }

  private openEngine(): Engine {
    if (!this.engine)
      throw new LabError('no-gpu', 'There is no GPU to compute on: training and sampling are off.');
    this.engine.check();
    return this.engine;
  }

  private trainer(): Trainer {
    const trainer = this.training?.trainer;
    if (!trainer) {
      const reason = { name: 'no-model', values: {} } as const;
      throw new LabError('bad-setting', 'There is no model yet: press Train first.', { reason });
    }
    return trainer;
  }
}
