// One visitor's engine, data set, model and reverse processes: carries out commands, posts events.
// No worker globals here, so that a test can request it anywhere.
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
import { LabError } from '../lab/errors';
import type { LabConfig } from '../lab/fields';
import { checkpointFacts } from '../engine/checkpoint/facts';
import { DatasetStore, type LoadedDataset } from './datasetStore';
import { datasetInfo, imageBatch } from './messages';
import type { OpenResult } from './openEngine';
import { isCancelled, LiveRequests } from './liveRequests';
import type { Lane, WorkerCommand, WorkerEvent } from './protocol';
import { sampleReverse } from './sampling';
import { TrainingRun } from './trainingRun';
import { rememberedTunings } from './tunings';

export interface SessionOptions {
  readonly open: (force?: 'webgl' | 'none') => Promise<OpenResult>;
  readonly sourcesOf: (dataset: LabConfig['dataset']) => readonly DataSource[];
  readonly post: (event: WorkerEvent, transfer?: Transferable[]) => void;
}

/** What a network is outlined for before any data set is there. */
const digits = { height: 28, width: 28, channels: 1, classNames: '0123456789'.split('') };

const nullWhereCancelled = (thrown: unknown): null => {
  if (isCancelled(thrown)) return null;
  throw thrown;
};

const samplingChannel = (lane: Lane): string => `sampling-${lane}`;

type CommandOf<T extends WorkerCommand['type']> = Extract<WorkerCommand, { type: T }>;

export class Session {
  private readonly options: SessionOptions;
  private engine: Engine | null = null;
  private training: TrainingRun | null = null;
  private tunings: TuningStorage | null = null;
  private readonly datasets: DatasetStore;
  private readonly requests = new LiveRequests();
  private opening: Promise<void> = Promise.resolve();
  /** Commands that put another model in the place of the present one, one after the other. */
  private replacing: Promise<unknown> = Promise.resolve();
  /** Work that reads the present model, which has to outlive it. */
  private readonly modelReaders = new Set<Promise<void>>();

  constructor(options: SessionOptions) {
    this.options = options;
    this.datasets = new DatasetStore(options.sourcesOf);
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
        await this.load(request, command.config);
        return;
      case 'train':
        return this.train(command);
      case 'pause':
        return this.trainingOf(request)?.pause();
      case 'resume':
        return this.continueTraining(this.trainingOf(request), request, (training) =>
          training.resume(command.config),
        );
      case 'step':
        return this.continueTraining(this.trainingOf(request), request, (training) =>
          training.singleStep(command.config),
        );
      case 'stop':
        return this.requests.cancel(request) ? undefined : this.trainingOf(request)?.stop();
      case 'restore':
        return this.trainingOf(request)?.restore();
      case 'outline':
        return this.outline(request, command.config);
      case 'sample':
        return this.readModel(this.sample(command));
      case 'denoise':
        return this.readModel(this.denoise(command));
      case 'save':
        return this.readModel(this.save(request));
      case 'load':
        return this.loadCheckpoint(command);
    }
  }

  private outline(request: number, config: LabConfig): void {
    const { height, width, channels, classNames } = this.datasets.dataset ?? digits;
    const { outline } = buildModel(config, { height, width, channels, classes: classNames.length });
    this.options.post({ request, type: 'outline', layers: outline });
  }

  private async open(request: number, { force, tunings = 'off' }: CommandOf<'open'>): Promise<void> {
    const { engine, reason } = await this.options.open(force);
    const remember = (adapter: string, text: string): void =>
      this.options.post({ request, type: 'tuned', adapter, text });
    this.tunings = tunings === 'off' ? null : rememberedTunings(tunings, remember);
    this.engine = null;
    if (engine) {
      this.options.post({ request, type: 'progress', stage: 'self-test', done: 0, total: 1 });
      await selfTest(engine);
    }
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

  private fetch(request: number, { dataset }: LabConfig): Promise<LoadedDataset> {
    return this.requests.perform({ channel: 'data', request }, (signal) =>
      this.datasets.fetch(dataset, {
        signal,
        onProgress: (done, total) =>
          this.options.post({ request, type: 'progress', stage: 'data', done, total }),
      }),
    );
  }

  /** From here on these are the images of the page. */
  private postDataset(request: number, config: LabConfig, { dataset, refused }: LoadedDataset): void {
    this.datasets.keep(config.dataset, dataset);
    const info = datasetInfo(dataset, refused);
    this.options.post({ request, type: 'data', info }, [info.preview.buffer, info.previewLabels.buffer]);
  }

  private async load(request: number, config: LabConfig): Promise<Dataset> {
    const fetched = await this.fetch(request, config);
    this.postDataset(request, config, fetched);
    return fetched.dataset;
  }

  private async train(command: CommandOf<'train'>): Promise<void> {
    const { request, config, fresh } = command;
    if (!fresh && this.training) {
      return this.continueTraining(this.training, request, (training) =>
        training.continueWith(request, config),
      );
    }
    const training = await this.requests.perform({ channel: 'training', request }, (signal) =>
      this.replace(() => this.build(command, signal)),
    );
    if (training) return training.begin();
    const step = this.training?.trainer.step ?? 0;
    this.options.post({ request, type: 'trained', step, stopped: true });
  }

  /** A training of fresh weights in the place of the present one; null where it was stopped before it could begin. */
  private async build(
    { request, config }: CommandOf<'train'>,
    signal: AbortSignal,
  ): Promise<TrainingRun | null> {
    if (signal.aborted) return null;
    const { post } = this.options;
    const engine = this.openEngine();
    const dataset =
      this.datasets.get(config.dataset) ?? (await this.load(request, config).catch(nullWhereCancelled));
    if (!dataset || signal.aborted) return null;
    // Refuses what makes no network while the present one is still there.
    buildModel(config, { ...dataset, classes: dataset.classNames.length });
    await this.endTraining();
    const onEager = (cause: string): void => post({ request, type: 'notice', name: 'eager', cause });
    const trainer = new Trainer({ engine, config, dataset, onEager });
    this.postTraining(request, trainer);
    this.training = new TrainingRun({ engine, trainer, post, request, tunings: this.tunings });
    return signal.aborted ? null : this.training;
  }

  private replace<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.replacing.then(work);
    this.replacing = done.catch(() => undefined);
    return done;
  }

  /** The training that a command was meant for; null where it has ended, or another has taken its place since. */
  private trainingOf(request: number): TrainingRun | null {
    return this.training?.request === request ? this.training : null;
  }

  private async continueTraining(
    training: TrainingRun | null,
    request: number,
    command: (training: TrainingRun) => Promise<void>,
  ): Promise<void> {
    if (!training) return;
    this.postTraining(request, training.trainer);
    await command(training);
  }

  private postTraining(request: number, { model }: Trainer): void {
    this.options.post({ request, type: 'training', parameters: countModel(model).parameters });
  }

  private async readModel(reading: Promise<void>): Promise<void> {
    this.modelReaders.add(reading);
    try {
      await reading;
    } finally {
      this.modelReaders.delete(reading);
    }
  }

  /** Ends the training and whatever still reads its model. */
  private async endTraining(): Promise<void> {
    const { training } = this;
    this.training = null;
    for (const lane of ['main', 'other'] as const) this.requests.cancelChannel(samplingChannel(lane));
    await Promise.allSettled(this.modelReaders);
    await training?.end();
  }

  private async save(request: number): Promise<void> {
    const checkpoint = await this.trainer().checkpoint();
    this.options.post({ request, type: 'saved', checkpoint }, [checkpoint]);
  }

  private async sample({ request, config, start, lane }: CommandOf<'sample'>): Promise<void> {
    const trainer = this.trainer();
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
    this.options.post({ request, type: 'denoised', timesteps, corrupted, predicted }, [
      corrupted.pixels.buffer,
      predicted.pixels.buffer,
    ]);
  }

  private loadCheckpoint({ request, checkpoint }: CommandOf<'load'>): Promise<void> {
    const { post } = this.options;
    return this.replace(async () => {
      // A file may be dropped on a page that has just been opened.
      await this.opening;
      const engine = this.openEngine();
      const { config } = checkpointFacts(checkpoint);
      const present = this.datasets.get(config.dataset);
      const fetched = present ? { dataset: present } : await this.fetch(request, config);
      const trainer = new Trainer({ engine, config, dataset: fetched.dataset, checkpoint });
      // Nothing has changed for a model that was refused.
      if (!present) this.postDataset(request, config, fetched);
      await this.endTraining();
      this.training = new TrainingRun({ engine, trainer, post, request, tunings: this.tunings });
      const { parameters } = countModel(trainer.model);
      post({ request, type: 'loaded', config, step: trainer.step, parameters });
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
