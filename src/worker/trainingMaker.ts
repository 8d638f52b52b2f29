// Makes the trainings of a session: of fresh weights, of a model that was there without its images, of a file.
import type { Engine } from '../engine/engine';
import { partsOf } from '../engine/training/batch/parts';
import { Trainer, type TrainerOptions } from '../engine/training/trainer';
import type { TuningStorage } from '../engine/tuning/tuning';
import type { DatasetLoader } from './datasetLoader';
import type { DatasetStore } from './datasetStore';
import { factsToOpen, type Loading } from './loading';
import { areOf, blank, digits, imagesToTrainOn } from './modelImages';
import type { Post, WorkerCommand } from './protocol';
import type { ReadJudge } from './quality';
import type { RunKeeper } from './runKeeper';
import type { StoredCommands } from './storedCommands';
import { TrainingRun } from './trainingRun';

export interface TrainingMakerOptions {
  readonly post: Post;
  readonly readJudge: ReadJudge;
  readonly datasets: DatasetStore;
  readonly images: DatasetLoader;
  readonly stored: StoredCommands;
  /** @throws LabError `no-gpu` */
  readonly engine: () => Engine;
  readonly tunings: () => TuningStorage | null;
}

type TrainCommand = Extract<WorkerCommand, { readonly type: 'train' }>;

export class TrainingMaker {
  constructor(private readonly options: TrainingMakerOptions) {}

  /** A training of fresh weights; null where it was stopped before it could begin. */
  async begin({ request, config }: TrainCommand, signal: AbortSignal): Promise<TrainingRun | null> {
    if (signal.aborted) return null;
    const engine = this.options.engine();
    const loaded = await this.options.images.need(request, config, signal);
    if (!loaded) return null;
    const keeper = await this.options.stored.keeper();
    return this.make(request, { engine, config, dataset: loaded.dataset }, { keeper: () => keeper });
  }

  /** The same model with the images that it lacks, to train on; null where it was stopped before it could begin. */
  async withImages(
    present: TrainingRun,
    { request }: TrainCommand,
    signal: AbortSignal,
  ): Promise<TrainingRun | null> {
    if (signal.aborted) return null;
    const engine = this.options.engine();
    const { trainer } = present;
    const { config } = trainer;
    const loaded = await this.options.images.need(request, config, signal);
    if (!loaded) return null;
    const dataset = imagesToTrainOn(loaded, trainer.dataset);
    const options = { engine, config, dataset, checkpoint: await trainer.checkpoint() };
    return this.make(request, options, { keeper: () => present.handOverKeeper() });
  }

  /** A file's model, with the images that are there if they are its own. What is refused leaves no claim behind. */
  async open(request: number, loading: Loading): Promise<TrainingRun> {
    const { datasets, stored } = this.options;
    const { checkpoint, claim } = loading;
    try {
      const { config, ...file } = factsToOpen(loading, (asked) => datasets.get(asked)?.dataset ?? digits);
      const present = datasets.get(config)?.dataset;
      const own = present && areOf(present, config.dataset, file) ? present : null;
      const dataset = own ?? blank(config.dataset, file);
      const keeper = claim ? stored.keeperOf(claim) : await stored.keeper();
      const options = { engine: this.options.engine(), config, dataset, checkpoint };
      return this.make(request, options, { hasImages: own !== null, keeper: () => keeper });
    } catch (thrown) {
      claim?.release();
      throw thrown;
    }
  }

  /** @param keeper is asked once nothing can be refused any more */
  make(
    request: number,
    options: TrainerOptions,
    { hasImages = true, keeper }: { readonly hasImages?: boolean; readonly keeper: () => RunKeeper | null },
  ): TrainingRun {
    const { post, readJudge, tunings } = this.options;
    const onEager = (cause: string): void => post({ request, type: 'notice', name: 'eager', cause });
    const trainer = new Trainer({ ...options, onEager });
    try {
      const { engine } = options;
      const parted = inParts(options);
      if (parted !== null) post({ request, type: 'notice', name: 'parted', cause: parted });
      return new TrainingRun({
        engine,
        trainer,
        post,
        request,
        tunings: tunings(),
        hasImages,
        readJudge,
        keeper: keeper(),
      });
    } catch (thrown) {
      trainer.dispose();
      throw thrown;
    }
  }
}

/** In how many buffers the images lie; null for one, and where the CPU makes the batches. */
function inParts({ engine, dataset: { images } }: TrainerOptions): string | null {
  if (!engine.gpu) return null;
  const { count, bytes } = partsOf(images.length, engine.gpu.device.limits);
  return count === 1
    ? null
    : `The images take ${images.length} bytes, a buffer of this GPU ${bytes}: they lie in ${count}.`;
}
