// One visitor's engine, data set, model and reverse processes: carries out commands, posts events.
// No worker globals here, so that a test can request it anywhere.
import type { Engine } from '../engine/engine';
import { buildModel } from '../engine/models/index';
import { countModel } from '../engine/models/model';
import { estimateStepMs } from '../engine/check/selfTest';
import type { Trainer } from '../engine/training/trainer';
import type { TuningStorage } from '../engine/tuning/tuning';
import { follow } from '../lab/changes';
import { LabError } from '../lab/errors';
import type { LabConfig } from '../lab/fields';
import { DatasetLoader } from './datasetLoader';
import { DatasetStore, type SourcesOf } from './datasetStore';
import { pictureShape } from './messages';
import { ownFile, type Loading } from './loading';
import type { KeptData } from './keptData';
import { digits } from './modelImages';
import { ModelReadings } from './modelReadings';
import { ModelSlot } from './modelSlot';
import { engineFacts, type OpenResult } from './openEngine';
import type { ReadJudge } from './quality';
import { LiveRequests } from './liveRequests';
import type { Post, WorkerCommand } from './protocol';
import { Studies } from './studies';
import { StoredCommands } from './storedCommands';
import type { StoredRuns } from './storedRuns';
import { TrainingMaker } from './trainingMaker';
import type { TrainingRun } from './trainingRun';
import { rememberedTunings } from './tunings';

export interface SessionOptions {
  readonly open: (force?: 'webgl' | 'none') => Promise<OpenResult>;
  readonly sourcesOf: SourcesOf;
  readonly post: Post;
  /** What the browser keeps between visits. @throws LabError `storage` */
  readonly openRuns?: () => Promise<StoredRuns>;
  /** The same, of data sets. @throws LabError `storage` */
  readonly openData?: () => Promise<KeptData>;
  /** A file beside the page. */
  readonly readJudge: ReadJudge;
}

/** Commands to a training that is there, with settings that it can take over. */
const goingOn = {
  resume: (training: TrainingRun, config: LabConfig) => training.resume(config),
  follow: (training: TrainingRun, config: LabConfig) => training.follow(config),
  step: (training: TrainingRun, config: LabConfig) => training.singleStep(config),
} as const;

type CommandOf<T extends WorkerCommand['type']> = Extract<WorkerCommand, { type: T }>;

export class Session {
  private readonly options: SessionOptions;
  private engine: Engine | null = null;
  private tunings: TuningStorage | null = null;
  private readonly datasets: DatasetStore;
  private readonly images: DatasetLoader;
  private readonly requests = new LiveRequests();
  private readonly model = new ModelSlot(() => {
    for (const channel of ['sampling-main', 'sampling-other', 'sampling-map', 'quality', 'exploring'])
      this.requests.cancelChannel(channel);
  });
  private opening: Promise<void> = Promise.resolve();
  /** The last that asked for images. */
  private dataRequest = 0;
  private readonly stored: StoredCommands;
  private readonly readings: ModelReadings;
  private readonly studies: Studies;
  private readonly maker: TrainingMaker;

  constructor(options: SessionOptions) {
    this.options = options;
    this.stored = new StoredCommands(options);
    const { post, openData } = options;
    this.datasets = new DatasetStore({
      sourcesOf: options.sourcesOf,
      ...(openData && { openData }),
      onUnkept: ({ message, reason }) =>
        post({
          request: this.dataRequest,
          type: 'notice',
          name: 'unkeptData',
          cause: message,
          ...(reason && { reason }),
        }),
    });
    const { datasets, requests } = this;
    this.images = new DatasetLoader({ datasets, requests, post: options.post });
    this.maker = new TrainingMaker({
      ...options,
      datasets,
      images: this.images,
      stored: this.stored,
      engine: () => this.openEngine(),
      tunings: () => this.tunings,
    });
    const reading = { ...options, requests, model: this.model, engine: () => this.openEngine() };
    this.readings = new ModelReadings(reading);
    this.studies = new Studies({ ...reading, images: this.images });
  }

  /** Resolves when the command is done; for training, when the run has ended. */
  async handle(command: WorkerCommand): Promise<void> {
    const { request } = command;
    switch (command.type) {
      case 'open':
        this.opening = this.open(request, command);
        return this.opening;
      case 'load-data':
        this.dataRequest = request;
        this.datasets.takeOwn(command);
        await this.images.load(request, command.config);
        return;
      case 'browse':
        return this.images.browse(request, command.what);
      case 'train':
        return this.train(command);
      case 'teach':
        return this.teach(command);
      case 'pause':
        return this.model.trainingOf(request)?.pause();
      case 'keep':
        return this.model.trainingOf(request)?.saveSoon();
      case 'resume':
      case 'follow':
      case 'step':
        return this.continueTraining(this.model.trainingOf(request), command, (training) =>
          goingOn[command.type](training, command.config),
        );
      case 'stop':
        return this.requests.cancel(request) ? undefined : this.model.trainingOf(request)?.stop();
      case 'restore':
        return this.model.trainingOf(request)?.restore();
      case 'outline':
        return this.outline(request, command.config);
      case 'sample':
        return this.model.read(this.readings.sample(command));
      case 'denoise':
        return this.model.read(this.readings.denoise(command));
      case 'inside':
        return this.model.read(this.readings.inside(command));
      case 'assess':
        return this.model.read(this.studies.assess(command));
      case 'explore':
        return this.model.read(this.studies.explore(command));
      case 'untrained':
      case 'draw-untrained':
      case 'find-nearest':
        return this.studies.untrained(command);
      case 'save':
        return this.model.read(this.readings.save(request));
      case 'hand-over':
        return this.model.read(this.readings.handOver(command));
      case 'load':
        return this.loadCheckpoint(request, async () => ({
          ...command,
          checkpoint: await ownFile(command),
        }));
      case 'open-run':
        return this.loadCheckpoint(request, async () => {
          const { claim, checkpoint } = await this.stored.open(command.id);
          return { checkpoint, claim, ...(command.changes && { changes: command.changes }) };
        });
      case 'list-data':
        return this.tellKept(request);
      case 'remove-data':
        await (await this.datasets.storage())?.remove(command.dataset);
        return this.tellKept(request);
      case 'list-runs':
      case 'read-run':
      case 'name-run':
      case 'remove-run':
        return this.stored.handle(command);
    }
  }

  private async tellKept(request: number): Promise<void> {
    const kept = await this.datasets.storage();
    this.options.post({ request, type: 'kept-data', sets: kept && (await kept.list()) });
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
      ...engineFacts(engine, reason),
      ...(stepMs !== null && { stepMs }),
    });
    await this.stored.begin(request);
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
        return fresh || !training
          ? this.maker.begin(command, signal)
          : this.maker.withImages(training, command, signal);
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
    this.restAt(request);
  }

  /** The present model gives way to one that begins with its weights. */
  private async teach(command: CommandOf<'teach'>): Promise<void> {
    const { request } = command;
    const { post } = this.options;
    const training = await this.requests.perform({ channel: 'training', request }, async (signal) => {
      const { taught } = await import('./later');
      const { model, maker, images, stored } = this;
      return taught(command, { post, model, maker, images, stored, engine: this.openEngine(), signal });
    });
    return training ? training.begin() : this.restAt(request);
  }

  /** A training was stopped before it could begin. */
  private restAt(request: number): void {
    const step = this.model.training?.trainer.step ?? 0;
    this.options.post({ request, type: 'trained', step, stopped: true });
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
    const { parameters, multiplyAdds } = countModel(model);
    const shape = pictureShape(dataset);
    const { classNames } = dataset;
    this.options.post({ ...run, type: 'training', parameters, multiplyAdds, shape, classNames });
  }

  private async loadCheckpoint(request: number, take: () => Promise<Loading>): Promise<void> {
    const made = await this.model.replace(async () => {
      // A file may be dropped on a page that has just been opened.
      await this.opening;
      this.openEngine();
      return this.maker.open(request, await take());
    });
    if (!made) return;
    const { config, step, model, dataset, history } = made.trainer;
    const { parameters, multiplyAdds } = countModel(model);
    const shape = pictureShape(dataset);
    this.options.post({
      request,
      type: 'loaded',
      config,
      step,
      parameters,
      multiplyAdds,
      shape,
      classNames: dataset.classNames,
      history,
      ...(made.storedAs && { stored: made.storedAs }),
    });
  }

  private openEngine(): Engine {
    if (!this.engine)
      throw new LabError('no-gpu', 'There is no GPU to compute on: training and sampling are off.');
    this.engine.check();
    return this.engine;
  }
}
