// The denoising check on behalf of the page: clean pictures noised and predicted by the model.
import type { Engine } from '../engine/engine';
import { denoise } from '../engine/sampling/denoise';
import type { Trainer } from '../engine/training/trainer';
import { processOf } from '../diffusion/process/index';
import { toRange } from '../diffusion/process/pictures';
import { asTrained } from '../lab/changes';
import { imageBatch } from './messages';
import type { WorkerCommand, WorkerEvent } from './protocol';

type Asked = Extract<WorkerCommand, { readonly type: 'denoise' }>;
type Answer = Extract<WorkerEvent, { readonly type: 'denoised' }>;

export async function denoisePictures(
  engine: Engine,
  trainer: Trainer,
  { config, timesteps, images, seed }: Asked,
): Promise<Omit<Answer, 'request' | 'type'>> {
  const { count, height, width, channels, pixels } = images;
  const { range } = processOf(trainer.config);
  const result = await denoise({
    engine,
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
  return {
    timesteps,
    corrupted: imageBatch(result.corrupted, images, range),
    predicted: imageBatch(result.predicted, images, range),
  };
}
