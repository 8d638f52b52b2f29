// What teaching a model to jump begins with: how it draws in few steps now, and samples of its own to learn from. In a part
// of its own, loaded when it is first asked for.
import type { Dataset } from '../datasets/types';
import { makeTables } from '../diffusion/process/tables';
import type { Engine } from '../engine/engine';
import { makePairs } from '../engine/training/pairs';
import { countModel } from '../engine/models/model';
import type { Teaching, Trainer } from '../engine/training/trainer';
import { asTrained } from '../lab/changes';
import { LabError } from '../lab/errors';
import type { LabConfig } from '../lab/fields';
import type { ImageBatch } from '../lab/images';
import { canJump, jumpConfig, pairCount, teacherConfig } from '../lab/jump';
import type { DatasetLoader } from './datasetLoader';
import { exploreModel } from './exploring';
import { pictureShape } from './messages';
import { imagesToTrainOn } from './modelImages';
import type { ModelSlot } from './modelSlot';
import type { Post } from './protocol';
import type { StoredCommands } from './storedCommands';
import type { TrainingMaker } from './trainingMaker';
import type { TrainingRun } from './trainingRun';

interface TeachingParts {
  readonly post: Post;
  readonly model: ModelSlot;
  readonly maker: TrainingMaker;
  readonly images: DatasetLoader;
  readonly stored: StoredCommands;
  readonly engine: Engine;
  readonly signal: AbortSignal;
}

/**
 * A training that teaches the present model to jump, in the model's place; null where it was stopped before it could begin.
 * @throws LabError `bad-setting` for a model that cannot
 */
export async function taught(
  { request, config }: { readonly request: number; readonly config: LabConfig },
  { post, model, maker, images, stored, engine, signal }: TeachingParts,
): Promise<TrainingRun | null> {
  const made = await model.replace(async () => {
    const present = model.training;
    if (!present || signal.aborted) return null;
    const { trainer } = present;
    const loaded = present.hasImages ? trainer : await images.need(request, trainer.config, signal);
    if (!loaded) return null;
    const dataset = imagesToTrainOn(loaded, trainer.dataset);
    const onProgress = (done: number, total: number): void =>
      post({ request, type: 'progress', stage: 'pairs', done, total });
    const prepared = await prepareTeaching({ engine, trainer, config, dataset, signal, onProgress });
    if (!prepared) return null;
    const { before, ...teaching } = prepared;
    const keeper = await stored.keeper();
    const run = maker.make(request, { engine, dataset, ...teaching }, { keeper: () => keeper });
    const { parameters, multiplyAdds } = countModel(run.trainer.model);
    const shape = pictureShape(dataset);
    const began = { request, type: 'training', fresh: true, config: run.trainer.config } as const;
    post({ ...began, parameters, multiplyAdds, shape, classNames: dataset.classNames, before });
    return run;
  });
  return signal.aborted ? null : made;
}

interface TeachingOptions {
  readonly engine: Engine;
  /** Of the model that is taught. */
  readonly trainer: Trainer;
  /** The page's settings: how the model draws what it learns from. */
  readonly config: LabConfig;
  readonly dataset: Dataset;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
}

interface PreparedTeaching {
  readonly config: LabConfig;
  readonly teaching: Teaching;
  readonly before: { readonly places: readonly number[]; readonly frames: readonly ImageBatch[] };
}

/** @returns null when `signal` aborted @throws LabError `bad-setting` for a model that cannot jump */
async function prepareTeaching(options: TeachingOptions): Promise<PreparedTeaching | null> {
  const { engine, trainer, dataset, signal, onProgress } = options;
  const asked = asTrained(trainer.config, options.config);
  if (!canJump(asked)) {
    throw new LabError(
      'bad-setting',
      `A model that predicts ${asked.predictionType} cannot jump: where there is nothing but noise, its answer says nothing of the image.`,
      { reason: { name: 'cannot-jump', values: {} } },
    );
  }
  const config = jumpConfig(asked);
  const before = await exploreModel({
    engine,
    trainer,
    config: asked,
    exploration: { what: 'steps' },
    signal,
    onFrame: () => undefined,
  });
  if (!before || signal.aborted) return null;
  const teacher = teacherConfig(asked);
  const pairs = await makePairs({
    engine,
    model: trainer.model,
    pass: trainer.stepper.pass('average'),
    config: teacher,
    tables: makeTables(teacher),
    image: trainer.dataset,
    classes: trainer.dataset.classNames.length,
    count: pairCount(config),
    seed: config.trainSeed,
    dataset,
    signal,
    onProgress,
  });
  if (!pairs) return null;
  const weights = await trainer.stepper.read(trainer.config.emaDecay > 0 ? 'average' : 'weights');
  return { config, teaching: { initial: { weights }, pairs }, before };
}
