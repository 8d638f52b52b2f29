// What is trained: the same model, weights, images and time steps under every engine.
import { strokesDataset } from '../src/datasets/strokes';
import type { Dataset } from '../src/datasets/types';
import { makeTables } from '../src/diffusion/process/tables';
import { trainingTimesteps } from '../src/diffusion/objective/trainingTimesteps';
import type { Tables } from '../src/diffusion/types';
import type { TrainingControl } from '../src/engine/gpu/control';
import { initialValues } from '../src/engine/models/initialise';
import { buildModel } from '../src/engine/models/index';
import { countModel, type Model } from '../src/engine/models/model';
import type { WeightValues } from '../src/engine/models/weights';
import type { LabConfig } from '../src/lab/fields';
import { applyPreset } from '../src/lab/presets';
import { stepFlops, type ModelName } from './results';

export interface BenchCase {
  readonly model: ModelName;
  readonly batch: number;
  /** It is written for jax-js too. */
  readonly jax?: true;
}

/** Smallest first: an early failure costs little. */
export const cases: readonly BenchCase[] = [
  { model: 'basic-unet', batch: 8, jax: true },
  { model: 'basic-unet', batch: 32, jax: true },
  { model: 'playground', batch: 64 },
  { model: 'unet2d', batch: 4 },
];

export interface Work {
  readonly name: ModelName;
  readonly config: LabConfig;
  readonly model: Model;
  readonly dataset: Dataset;
  readonly tables: Tables;
  readonly initial: WeightValues;
  readonly flops: number;
  /** The numbers of step `step`, from 0. */
  readonly control: (step: number) => TrainingControl;
}

const presets = {
  playground: 'textbook',
  'basic-unet': 't2-basic-unet',
  unet2d: 't0-unet2d',
} as const satisfies Record<ModelName, string>;

/** Adam without clipping and averaging, which our peers' optimisers do not do. */
export function makeWork({ model: name, batch }: BenchCase, changes: Partial<LabConfig> = {}): Work {
  const config: LabConfig = {
    ...applyPreset(presets[name]),
    batchSize: batch,
    learningRate: 1e-3,
    adamBeta1: 0.9,
    adamBeta2: 0.999,
    gradientClip: 0,
    emaDecay: 0,
    ...changes,
  };
  const dataset = strokesDataset({ limit: 1024 });
  const model = buildModel(config, { ...dataset, classes: dataset.classNames.length });
  return {
    name,
    config,
    model,
    dataset,
    tables: makeTables(config),
    initial: { weights: initialValues(model, config.trainSeed) },
    flops: stepFlops(countModel(model).multiplyAdds, batch),
    control: (step) => ({
      seed: config.trainSeed,
      draw: step,
      firstSample: 0,
      muonLearningRate: 0.02,
      learningRate: config.learningRate,
      beta1: config.adamBeta1,
      beta2: config.adamBeta2,
      epsilon: 1e-8,
      weightDecay: 0,
      optimizerStep: step + 1,
      emaDecay: 0,
      gradientClip: 0,
      nullClassRate: config.classConditional ? config.nullClassRate : 0,
      microStep: 0,
      microSteps: 1,
      logSlot: 0,
      indices: Array.from({ length: batch }, (_, i) => (step * batch + i) % dataset.count),
      timesteps: trainingTimesteps(config, step, batch),
    }),
  };
}
