// One noise under other wishes, and one picture edited, on behalf of the page: in a part of its own, loaded when it is first asked for.
import { processOf } from '../diffusion/process/index';
import { makeTables } from '../diffusion/process/tables';
import type { Engine } from '../engine/engine';
import { explore } from '../engine/sampling/explore';
import type { Trainer } from '../engine/training/trainer';
import type { Exploration } from '../lab/explorations';
import type { LabConfig } from '../lab/fields';
import type { ImageBatch } from '../lab/images';
import { imageBatch } from './messages';

export interface ExploringOptions {
  readonly engine: Engine;
  readonly trainer: Trainer;
  readonly config: LabConfig;
  readonly exploration: Exploration;
  readonly signal: AbortSignal;
  readonly onFrame: (done: number, total: number) => void;
}

/** @returns null when `signal` aborted */
export async function exploreModel({
  engine,
  trainer,
  config,
  exploration,
  signal,
  onFrame,
}: ExploringOptions): Promise<{ places: readonly number[]; frames: readonly ImageBatch[] } | null> {
  const { dataset, model, stepper } = trainer;
  const found = await explore(exploration, {
    engine,
    model,
    pass: stepper.pass('average'),
    config,
    tables: makeTables(config),
    image: dataset,
    classes: dataset.classNames.length,
    signal,
    onFrame,
  });
  const { range } = processOf(config);
  return found && { ...found, frames: found.frames.map((frame) => imageBatch(frame, dataset, range)) };
}
