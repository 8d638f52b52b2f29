// The inside of the model on behalf of the page, for a clean picture that is noised here.
import { qSample } from '../diffusion/process/forward';
import { processOf } from '../diffusion/process/index';
import { pictureNoise, toRange } from '../diffusion/process/pictures';
import { toldTime } from '../diffusion/process/process';
import type { Engine } from '../engine/engine';
import { lookInside } from '../engine/inside/lookInside';
import type { Trainer } from '../engine/training/trainer';
import type { InsideSight } from '../lab/inside';
import type { WorkerCommand } from './protocol';

type Asked = Extract<WorkerCommand, { readonly type: 'inside' }>;

export function insideOf(
  engine: Engine,
  { model, stepper, config, tables, dataset }: Trainer,
  { timestep, image, seed }: Asked,
): Promise<InsideSight> {
  const process = processOf(config);
  const { height, width, channels, pixels } = image;
  const noise = pictureNoise(process, seed, pixels.length);
  return lookInside({
    engine,
    model,
    pass: stepper.pass('average'),
    x: Float32Array.from(qSample(tables, toRange(pixels, process.range), timestep, noise)),
    shape: [height, width, channels],
    timestep,
    timesteps: tables.timesteps,
    toldTime: (t) => toldTime(process, t),
    label: dataset.classNames.length,
  });
}
