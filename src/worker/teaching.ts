// What teaching a model to jump begins with: how it draws in few steps now, and samples of its own to learn from. In a part
// of its own, loaded when it is first asked for.
import type { Dataset } from '../datasets/types';
import { makeTables } from '../diffusion/process/tables';
import type { Engine } from '../engine/engine';
import { makePairs } from '../engine/training/pairs';
import type { Teaching, Trainer } from '../engine/training/trainer';
import { asTrained } from '../lab/changes';
import { LabError } from '../lab/errors';
import type { LabConfig } from '../lab/fields';
import type { ImageBatch } from '../lab/images';
import { canJump, jumpConfig, pairCount, teacherConfig } from '../lab/jump';
import { exploreModel } from './exploring';

export interface TeachingOptions {
  readonly engine: Engine;
  /** Of the model that is taught. */
  readonly trainer: Trainer;
  /** The page's settings: how the model draws what it learns from. */
  readonly config: LabConfig;
  readonly dataset: Dataset;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
}

export interface PreparedTeaching {
  readonly config: LabConfig;
  readonly teaching: Teaching;
  readonly before: { readonly places: readonly number[]; readonly frames: readonly ImageBatch[] };
}

/** @returns null when `signal` aborted @throws LabError `bad-setting` for a model that cannot jump */
export async function prepareTeaching(options: TeachingOptions): Promise<PreparedTeaching | null> {
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
