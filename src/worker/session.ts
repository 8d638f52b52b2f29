// One visitor's engine, data set, model and reverse processes: carries out commands, posts events.
// No worker globals here, so that a test can request it anywhere.
import type { DataSource } from '../datasets/types';
import type { Engine } from '../engine/engine';
import { denoise } from '../engine/sampling/denoise';
import { buildModel } from '../engine/models/index';
import { countModel } from '../engine/models/model';
import { estimateStepMs } from '../engine/check/selfTest';
import { imageShape, Trainer, type TrainerOptions } from '../engine/training/trainer';
import type { TuningStorage } from '../engine/tuning/tuning';
import { processOf } from '../diffusion/process/index';
import { toRange } from '../diffusion/process/pictures';
import { asTrained, follow } from '../lab/changes';
import { LabError } from '../lab/errors';
import type { LabConfig } from '../lab/fields';
import { checkpointFacts } from '../engine/checkpoint/facts';
import { DatasetLoader } from './datasetLoader';
import { DatasetStore } from './datasetStore';
import { imageBatch, pictureShape } from './messages';
import { areOf, blank, imagesToTrainOn } from './modelImages';
import { ModelSlot } from './modelSlot';
import type { OpenResult } from './openEngine';
import { LiveRequests } from './liveRequests';
import type { Lane, Post, WorkerCommand } from './protocol';
import { sampleReverse } from './sampling';
import { TrainingRun } from './trainingRun';
import { rememberedTunings } from './tunings';

export interface SessionOptions {
  readonly open: (force?: 'webgl' | 'none') => Promise<OpenResult>;
  readonly sourcesOf: (dataset: LabConfig['dataset']) => readonly DataSource[];
  readonly post: Post;
}

/** What a network is outlined for before any data set is there. */
const digits = { height: 28, width: 28, channels: 1, classNames: '0123456789'.split('') };

const samplingChannel = (lane: Lane): string => `sampling-${lane}`;

type CommandOf<T extends WorkerCommand['type']> = Extract<WorkerCommand, { type: T }>;

export class Session {
  private readonly options: SessionOptions;
  private engine: Engine | null = null;
  private tunings: TuningStorage | null = null;
  private readonly datasets: DatasetStore;
  private readonly images: DatasetLoader;
  private readonly requests = new LiveRequests();
  private readonly model = new ModelSlot(() => {
    for (const lane of ['main', 'other'] as const) this.requests.cancelChannel(samplingChannel(lane));
  });
  private opening: Promise<void> = Promise.resolve();

  constructor(options: SessionOptions) {
    this.options = options;
    this.datasets = new DatasetStore(options.sourcesOf);
    const { datasets, requests } = this;
    this.images = new DatasetLoader({ datasets, requests, post: options.post });
  }

  /** Resolves when the command is done; for training, when the run has ended. */
  async handle(command: WorkerCommand): Promise<void> {
    const { request } = command;
    switch (command.type) {
      case 'open':
        this.opening = this.open(request, command);
        return this.opening;
      case 'load-data':
        this.datasets.takeOwn(command);
        await this.images.load(request, command.config);
        return;
      case 'train':
        return this.train(command);
      case 'pause':
        return this.model.trainingOf(request)?.pause();
      case 'resume':
        return this.continueTraining(this.model.trainingOf(request), command, (training) =>
          training.resume(command.config),
        );
      case 'follow':
        return this.continueTraining(this.model.trainingOf(request), command, (training) =>
          training.follow(command.config),
        );
      case 'step':
        return this.continueTraining(this.model.trainingOf(request), command, (training) =>
          training.singleStep(command.config),
        );
      case 'stop':
        return this.requests.cancel(request) ? undefined : this.model.trainingOf(request)?.stop();
      case 'restore':
        return this.model.trainingOf(request)?.restore();
      case 'outline':
        return this.outline(request, command.config);
      case 'sample':
        return this.model.read(this.sample(command));
      case 'denoise':
        return this.model.read(this.denoise(command));
      case 'save':
        return this.model.read(this.save(request));
      case 'load':
        return this.loadCheckpoint(command);
    }
  }

  private outline(request: number, config: LabConfig): void {
    const { height, width, channels, classNames } = this.datasets.present ?? digits;
    const { outline } = buildModel(config, { height, width, channels, classes: classNames.length });
    this.options.post({ request, type: 'outline', layers: outline });
  }

  private async open(request: number, { force, tunings = 'off' }: CommandOf<'open'>): Promise<void> {
    this.engine = null;
    this.options.post({ request, type: 'progress', stage: 'self-test', done: 0, total: 1 });
    const { engine, reason } = await this.options.open(force);
    const remember = (adapter: string, text: string): void =>
      this.options.post({ request, type: 'tuned', adapter, text });
    this.tunings = tunings === 'off' ? null : rememberedTunings(tunings, remember);
    this.engine = engine;
    const stepMs = engine ? await estimateStepMs(engine) : null;
    this.options.post({
      request,
      type: 'opened',
      backend: engine ? (engine.backend === 'webgpu' ? 'webgpu' : 'webgl') : 'none',
      adapter: engine?.adapterName ?? '',
      ...(reason ? { reason } : {}),
      ...(stepMs === null ? {} : { stepMs }),
      ...(engine?.gpu?.software && { software: true }),
    });
  }

  private async train(command: CommandOf<'train'>): Promise<void> {
    const { request, config, fresh } = command;
    const present = this.model.training;
    if (!fresh && present?.hasImages) {
      return this.continueTraining(present, command, (training) => training.continueWith(request, config));
    }
    const training = await this.requests.perform({ channel: 'training', request }, async (signal) => {
      const made = await this.model.replace(() => {
        const { training } = this.model;
        return fresh || !training ? this.build(command, signal) : this.withImages(training, command, signal);
      });
      if (made)
        this.postTraining(made.trainer, {
          request,
          fresh,
          config: fresh ? config : follow(made.trainer.config, config),
        });
      return signal.aborted ? null : made;
    });
    if (training) return fresh ? training.begin() : training.continueWith(request, config);
    const step = this.model.training?.trainer.step ?? 0;
    this.options.post({ request, type: 'trained', step, stopped: true });
  }

  /** A training of fresh weights; null where it was stopped before it could begin. */
  private async build(
    { request, config }: CommandOf<'train'>,
    signal: AbortSignal,
  ): Promise<TrainingRun | null> {
    if (signal.aborted) return null;
    const engine = this.openEngine();
    const loaded = await this.images.need(request, config, signal);
    return loaded && this.makeTraining(request, { engine, config, dataset: loaded.dataset });
  }

  /** The same model with the images that it lacks, to train on; null where it was stopped before it could begin. */
  private async withImages(
    { trainer }: TrainingRun,
    { request }: CommandOf<'train'>,
    signal: AbortSignal,
  ): Promise<TrainingRun | null> {
    if (signal.aborted) return null;
    const engine = this.openEngine();
    const { config } = trainer;
    const loaded = await this.images.need(request, config, signal);
    if (!loaded) return null;
    const dataset = imagesToTrainOn(loaded, imageShape(trainer.dataset));
    return this.makeTraining(request, { engine, config, dataset, checkpoint: await trainer.checkpoint() });
  }

  private makeTraining(request: number, options: TrainerOptions, hasImages = true): TrainingRun {
    const { post } = this.options;
    const onEager = (cause: string): void => post({ request, type: 'notice', name: 'eager', cause });
    const trainer = new Trainer({ ...options, onEager });
    try {
      const { engine } = options;
      return new TrainingRun({ engine, trainer, post, request, tunings: this.tunings, hasImages });
    } catch (thrown) {
      trainer.dispose();
      throw thrown;
    }
  }

  private async continueTraining(
    training: TrainingRun | null,
    { request, config }: { readonly request: number; readonly config: LabConfig },
    command: (training: TrainingRun) => Promise<void> | void,
  ): Promise<void> {
    if (!training) return;
    const { trainer } = training;
    this.postTraining(trainer, { request, config: follow(trainer.config, config), fresh: false });
    await command(training);
  }

  private postTraining(
    { model, dataset }: Trainer,
    run: { readonly request: number; readonly config: LabConfig; readonly fresh: boolean },
  ): void {
    const { parameters } = countModel(model);
    this.options.post({ ...run, type: 'training', parameters, shape: pictureShape(dataset) });
  }

  private async save(request: number): Promise<void> {
    const checkpoint = await this.model.trainer.checkpoint();
    this.options.post({ request, type: 'saved', checkpoint }, [checkpoint]);
  }

  private async sample({ request, config, start, lane }: CommandOf<'sample'>): Promise<void> {
    const trainer = this.model.trainer;
    const drawn = await this.requests.perform({ channel: samplingChannel(lane), request }, (signal) =>
      sampleReverse({
        engine: this.openEngine(),
        trainer,
        config: asTrained(trainer.config, config),
        start,
        signal,
        onFrame: (frame) =>
          this.options.post({ request, type: 'frame', lane, frame }, [
            frame.xt.pixels.buffer,
            frame.predOriginalSample.pixels.buffer,
            frame.predEpsilon.pixels.buffer,
          ]),
      }),
    );
    // Whoever broke it off knows; a film that lacks its end is not a finished one.
    if (drawn) this.options.post({ request, type: 'sampled', lane });
  }

  private async denoise({ request, config, timesteps, images, seed }: CommandOf<'denoise'>): Promise<void> {
    const trainer = this.model.trainer;
    const { count, height, width, channels, pixels } = images;
    const { range } = processOf(trainer.config);
    const result = await denoise({
      engine: this.openEngine(),
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
    this.options.post({ request, type: 'denoised', timesteps, corrupted, predicted }, [
      corrupted.pixels.buffer,
      predicted.pixels.buffer,
    ]);
  }

  private async loadCheckpoint({ request, checkpoint }: CommandOf<'load'>): Promise<void> {
    const made = await this.model.replace(async () => {
      // A file may be dropped on a page that has just been opened.
      await this.opening;
      const engine = this.openEngine();
      const { config, image } = checkpointFacts(checkpoint);
      const present = this.datasets.get(config)?.dataset;
      const own = present && areOf(present, config.dataset, image) ? present : null;
      const dataset = own ?? blank(config.dataset, image);
      return this.makeTraining(request, { engine, config, dataset, checkpoint }, own !== null);
    });
    if (!made) return;
    const { config, step, model, dataset } = made.trainer;
    const { parameters } = countModel(model);
    this.options.post({ request, type: 'loaded', config, step, parameters, shape: pictureShape(dataset) });
  }

  private openEngine(): Engine {
    if (!this.engine)
      throw new LabError('no-gpu', 'There is no GPU to compute on: training and sampling are off.');
    this.engine.check();
    return this.engine;
  }
}
