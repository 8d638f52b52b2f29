// The denoising check: clean images, noised at chosen time steps, and what the model makes of them in one look.
import { dispose, slice, tensor1d, tensor4d, tidy, type Tensor } from '@tensorflow/tfjs-core';
import { qSample } from '../../diffusion/process/forward';
import { processOf } from '../../diffusion/process/index';
import { pictureNoise } from '../../diffusion/process/pictures';
import { toldTime } from '../../diffusion/process/process';
import { predictionFactors } from '../../diffusion/objective/predict';
import type { Tables } from '../../diffusion/types';
import type { LabConfig } from '../../lab/fields';
import { compileAside } from '../compileAside';
import type { Engine } from '../engine';
import type { Model, Pass } from '../models/model';

export interface DenoiseOptions {
  readonly engine: Engine;
  readonly model: Model;
  readonly pass: Pass;
  readonly config: LabConfig;
  readonly tables: Tables;
  /** [count, height, width, channels] in the model's range. */
  readonly images: Float32Array;
  readonly shape: readonly [count: number, height: number, width: number, channels: number];
  /** One a image, 0…T−1. */
  readonly timesteps: readonly number[];
  /** Class of every image; the number of classes stands for "any". */
  readonly label: number;
  readonly seed: number;
}

/** Both results [count, height, width, channels] in the model's range. */
export async function denoise(
  options: DenoiseOptions,
): Promise<{ corrupted: Float32Array; predicted: Float32Array }> {
  const { model, pass, config, tables, images, shape, timesteps, label, seed, engine } = options;
  const process = processOf(config);
  const { low, high } = process.range;
  const size = images.length / shape[0];
  const corrupted = new Float32Array(images.length);
  timesteps.forEach((t, i) => {
    const x0 = images.subarray(i * size, (i + 1) * size);
    corrupted.set(qSample(tables, x0, t, pictureNoise(process, seed, size, i)), i * size);
  });
  const inputs = {
    x: tensor4d(corrupted, [...shape]),
    t: tensor1d(timesteps.map((t) => toldTime(process, t))),
    labels: tensor1d(
      timesteps.map(() => label),
      'int32',
    ),
  };
  // A model that learns the variance too gives it in the second half of the channels.
  const predict = (): Tensor => tidy(() => slice(model.forward(pass, inputs), [0, 0, 0, 0], [...shape]));
  await compileAside(engine, Object.values(inputs), () => predict().dispose());
  const prediction = predict();
  dispose(inputs);
  const values = await engine.guard(prediction.data<'float32'>());
  prediction.dispose();
  const predicted = values.map((value, j) => {
    const t = timesteps[Math.floor(j / size)] ?? 0;
    const { x0 } = predictionFactors(config.predictionType, tables.signal[t] ?? 1, tables.noise[t] ?? 0);
    return Math.max(low, Math.min(high, x0.x * (corrupted[j] ?? 0) + x0.prediction * value));
  });
  return { corrupted, predicted };
}
