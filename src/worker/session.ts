// One visitor's engine, data set, model and reverse processes: carries out commands, posts events.
// No worker globals here, so that a test can run it anywhere.
import { handedOverSource } from '../datasets/handedOver';
import { loadDataset } from '../datasets/load';
import type { DataSource, Dataset } from '../datasets/types';
import type { Engine } from '../engine/engine';
import { denoise } from '../engine/denoise';
import { buildModel } from '../engine/models/index';
import { countModel } from '../engine/models/model';
import { estimateStepMs, selfTest } from '../engine/selfTest';
import { Trainer } from '../engine/trainer';
import type { TuningStorage } from '../engine/tuning';
import { LabError, toFailure, toLabError, type Failure } from '../lab/errors';
import type { LabConfig } from '../lab/fields';
import { checkpointFacts } from '../engine/checkpointFacts';
import { datasetInfo, imageBatch } from './messages';
import type { OpenResult } from './openEngine';
import type { Command, Event, OwnImages } from './protocol';
import { sampleReverse } from './sampling';
import { TrainingRun } from './trainingRun';

export interface SessionOptions {
  readonly open: (force?: 'webgl' | 'none') => Promise<OpenResult>;
  readonly sourcesOf: (dataset: LabConfig['dataset']) => readonly DataSource[];
  readonly post: (event: Event, transfer?: Transferable[]) => void;
}

/** What a network is outlined for before any data set is there. */
const digits = { height: 28, width: 28, channels: 1, classNames: '0123456789'.split('') };

const superseded = (): LabError => new LabError('stopped', 'A newer request took the place of this one.');

type CommandOf<T extends Command['type']> = Extract<Command, { type: T }>;

export class Session {
  private readonly options: SessionOptions;
  private engine: Engine | null = null;
  private dataset: Dataset | null = null;
  /** The set that was asked for when `dataset` came: strokes may stand in for it. */
  private datasetAsked: LabConfig['dataset'] | null = null;
  private own: OwnImages | undefined;
  /** Data sets whose files the visitor has opened. */
  private readonly opened = new Map<LabConfig['dataset'], DataSource>();
  private training: TrainingRun | null = null;
  private tunings: TuningStorage | null = null;
  /** Samplings and checks under way: the model has to outlive them. */
  private readonly looks = new Set<Promise<void>>();
  /** Aborts what is under way on a channel when a new command of its kind comes. */
  private readonly aborts = new Map<string, { readonly run: number; readonly controller: AbortController }>();

  constructor(options: SessionOptions) {
    this.options = options;
  }

  /** Resolves when the command is done; for training, when the run has ended. */
  async handle(command: Command): Promise<void> {
    const { run } = command;
    switch (command.type) {
      case 'open':
        return this.open(run, command);
      case 'load-data':
        this.own = command.own ?? this.own;
        if (command.files) this.opened.set(command.config.dataset, handedOverSource(command.files));
        await this.load(run, command.config);
        return;
      case 'train':
        return this.train(command);
      case 'pause':
        return this.training?.pause();
      case 'resume':
        return this.training?.resume(command.config);
      case 'step':
        return this.training?.singleStep(command.config);
      case 'stop':
        return this.stop(run);
      case 'restore':
        return this.training?.restore();
      case 'outline':
        return this.outline(run, command.config);
      case 'sample':
        return this.looking(this.sample(command));
      case 'denoise':
        return this.looking(this.denoise(command));
      case 'save': {
        const checkpoint = await this.trainer().checkpoint();
        this.options.post({ run, type: 'saved', checkpoint }, [checkpoint]);
        return;
      }
      case 'load':
        return this.loadCheckpoint(command);
    }
  }

  /** Ends the reverse process that runs under this number, else the training. */
  private async stop(run: number): Promise<void> {
    const other = [...this.aborts.values()].find((abort) => abort.run === run);
    if (!other) return this.training?.stop();
    other.controller.abort(new LabError('stopped', 'Stopped.'));
  }

  private outline(run: number, config: LabConfig): void {
    const { height, width, channels, classNames } = this.dataset ?? digits;
    try {
      const { outline } = buildModel(config, { height, width, channels, classes: classNames.length });
      this.options.post({ run, type: 'outline', layers: outline });
    } catch (thrown) {
      this.options.post({ run, type: 'outline', layers: [], problem: toFailure(thrown) });
    }
  }

  private async open(run: number, { force, tunings = 'off' }: CommandOf<'open'>): Promise<void> {
    const { engine, reason } = await this.options.open(force);
    this.tunings = tunings === 'off' ? null : this.rememberedTunings(run, tunings);
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

  /** Workers have no local storage: the page keeps the texts and sends them when it opens the device. */
  private rememberedTunings(run: number, tunings: Readonly<Record<string, string>>): TuningStorage {
    const texts = new Map(Object.entries(tunings));
    return {
      get: (adapter) => texts.get(adapter) ?? null,
      set: (adapter, text) => {
        texts.set(adapter, text);
        this.options.post({ run, type: 'tuned', adapter, text });
      },
      remove: (adapter) => void texts.delete(adapter),
    };
  }

  private async load(run: number, config: LabConfig): Promise<Dataset> {
    const { post, sourcesOf } = this.options;
    const signal = this.freshSignal('data', run);
    const onProgress = (done: number, total: number): void =>
      post({ run, type: 'progress', stage: 'data', done, total });
    let refused: Failure | undefined;
    const opened = this.opened.get(config.dataset);
    const dataset = await loadDataset(config.dataset, opened ? [opened] : sourcesOf(config.dataset), {
      signal,
      onProgress,
      ...(this.own ? { own: this.own } : {}),
    }).catch((thrown: unknown) => {
      const error = toLabError(thrown);
      // Nothing to download from: the strokes need no download.
      if (error.code !== 'no-data' || config.dataset === 'own' || opened) throw error;
      refused = toFailure(error);
      return loadDataset('strokes', [], { signal });
    });
    this.dataset = dataset;
    this.datasetAsked = config.dataset;
    const info = datasetInfo(dataset, refused);
    post({ run, type: 'data', info }, [info.preview.buffer, info.previewLabels.buffer]);
    return dataset;
  }

  private async train({ run, config, fresh }: CommandOf<'train'>): Promise<void> {
    const engine = this.openEngine();
    const { post } = this.options;
    const present = this.training;
    if (!fresh && present) {
      this.postTraining(run, present.trainer);
      return present.continueWith(run, config);
    }
    const signal = this.freshSignal('training', run);
    await this.endTraining();
    const dataset = await this.datasetFor(run, config);
    if (signal.aborted) return post({ run, type: 'trained', step: 0, stopped: true });
    // From here on the run itself is what is stopped.
    this.aborts.delete('training');
    const trainer = new Trainer({
      engine,
      config,
      dataset,
      onEager: (cause) => post({ run, type: 'notice', name: 'eager', cause }),
    });
    this.postTraining(run, trainer);
    this.training = new TrainingRun({ engine, trainer, post, run, tunings: this.tunings });
    return this.training.begin();
  }

  private postTraining(run: number, { model }: Trainer): void {
    this.options.post({ run, type: 'training', parameters: countModel(model).parameters });
  }

  private async datasetFor(run: number, config: LabConfig): Promise<Dataset> {
    return this.dataset && this.datasetAsked === config.dataset ? this.dataset : this.load(run, config);
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
    for (const lane of ['main', 'other']) this.aborts.get(`sample-${lane}`)?.controller.abort(superseded());
    await Promise.allSettled(this.looks);
    const { training } = this;
    this.training = null;
    await training?.end();
  }

  private async sample({ run, config, start, lane }: CommandOf<'sample'>): Promise<void> {
    const trainer = this.trainer();
    await sampleReverse({
      engine: this.openEngine(),
      trainer,
      config: this.samplingConfig(config),
      start,
      signal: this.freshSignal(`sample-${lane}`, run),
      onFrame: (frame) =>
        this.options.post({ run, type: 'frame', lane, frame }, [
          frame.xt.pixels.buffer,
          frame.predOriginalSample.pixels.buffer,
          frame.predEpsilon.pixels.buffer,
        ]),
    });
    this.options.post({ run, type: 'sampled', lane });
  }

  private async denoise({ run, config, timesteps, images, seed }: CommandOf<'denoise'>): Promise<void> {
    const trainer = this.trainer();
    const { count, height, width, channels, pixels } = images;
    const unit = trainer.config.process === 'corrupt';
    const result = await denoise({
      runtime: this.openEngine().gpu?.runtime ?? null,
      model: trainer.model,
      pass: trainer.stepper.pass('average'),
      config: this.samplingConfig(config),
      tables: trainer.tables,
      images: unit ? pixels.map((value) => (value + 1) / 2) : pixels,
      shape: [count, height, width, channels],
      timesteps,
      label: trainer.dataset.classNames.length,
      seed,
    });
    const corrupted = imageBatch(result.corrupted, images, unit);
    const predicted = imageBatch(result.predicted, images, unit);
    this.options.post({ run, type: 'denoised', timesteps, corrupted, predicted }, [
      corrupted.pixels.buffer,
      predicted.pixels.buffer,
    ]);
  }

  private async loadCheckpoint({ run, checkpoint }: CommandOf<'load'>): Promise<void> {
    const engine = this.openEngine();
    const { config } = checkpointFacts(checkpoint);
    const dataset = await this.datasetFor(run, config);
    const trainer = new Trainer({ engine, config, dataset, checkpoint });
    await this.endTraining();
    this.training = new TrainingRun({
      engine,
      trainer,
      post: this.options.post,
      run,
      tunings: this.tunings,
    });
    const { parameters } = countModel(trainer.model);
    this.options.post({ run, type: 'loaded', config, step: trainer.step, parameters });
  }

  /** What the model was trained as wins over the controls: a model of ε stays one. */
  private samplingConfig(config: LabConfig): LabConfig {
    const { model, predictionType, process, variance, classConditional } = this.trainer().config;
    return {
      ...config,
      model,
      predictionType,
      process,
      classConditional,
      variance:
        variance === 'learned_range'
          ? variance
          : config.variance === 'learned_range'
            ? 'fixed_small'
            : config.variance,
    };
  }

  private freshSignal(channel: string, run: number): AbortSignal {
    const before = this.aborts.get(channel)?.controller;
    before?.abort(superseded());
    const controller = new AbortController();
    this.aborts.set(channel, { run, controller });
    return controller.signal;
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
