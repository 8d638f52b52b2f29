// How long a training takes on this GPU, and whether it has been tried when its pictures can be read.
import { standInDataset } from '../../../datasets/registry';
import { defaultConfig, fieldKeys, fields, type FieldKey, type LabConfig } from '../../../lab/fields';
import { applyPreset } from '../../../lab/presets';
import type { LayerOutline } from '../../../lab/reports';

/** Data sets of digits: the opening recipe's and what stands in for it. */
const triedDatasets: readonly LabConfig['dataset'][] = [defaultConfig.dataset, standInDataset];

/** Steps after which digits can be read, tried with batches of 8 of both. Larger ones are no slower. */
const stepsToDigits = 400;
const triedBatch = 8;
/** With fewer noise levels it has not been tried. */
const triedTimesteps = 100;

/** What the self-test gives the time for: a step of the opening recipe (docs/results/mnist-playground.md). */
const recipe = { multiplyAdds: 12e6, batch: 64 } as const;

/** A step of few small pictures is ruled by what it takes to start its programs. */
const leastWork = 1 / 8;

/** Who waits longer than this for the opening recipe's digits is offered another way. */
const patienceMs = 120_000;

const leavesDigits: readonly FieldKey[] = ['timesteps', 'steps', 'batchSize', 'accumulation', 'trainSeed'];

const decisive: readonly FieldKey[] = fieldKeys.filter(
  (key) =>
    ['schedule', 'objective', 'model', 'training'].includes(fields[key].group) && !leavesDigits.includes(key),
);

/** Whether digits come as they do with the opening recipe. */
function isTried(config: LabConfig): boolean {
  const { dataset, batchSize, timesteps, steps } = config;
  return (
    triedDatasets.includes(dataset) &&
    batchSize >= triedBatch &&
    timesteps >= triedTimesteps &&
    steps >= stepsToDigits &&
    decisive.every((key) => String(config[key]) === String(defaultConfig[key]))
  );
}

export interface Estimate {
  /** Until digits can be read, or, where that has not been tried, until the training ends. */
  readonly seconds: number;
  readonly isTried: boolean;
}

export interface EstimateOptions {
  readonly config: LabConfig;
  /** Of the network that these settings make. */
  readonly layers: readonly LayerOutline[];
  /** Milliseconds of the opening recipe's step on this GPU. */
  readonly stepMs: number;
}

/** Null where there is no network to tell from. */
export function estimateTraining({ config, layers, stepMs }: EstimateOptions): Estimate | null {
  const multiplyAdds = layers.reduce((sum, layer) => sum + layer.multiplyAdds, 0);
  if (multiplyAdds === 0) return null;
  const pictures = config.batchSize * config.accumulation;
  const work = (pictures / recipe.batch) * (multiplyAdds / recipe.multiplyAdds);
  const secondsPerStep = (stepMs / 1000) * Math.max(leastWork, work);
  const tried = isTried(config);
  return { seconds: secondsPerStep * (tried ? stepsToDigits : config.steps), isTried: tried };
}

/** The way to digits for a slow computer: the opening recipe in small steps, on images that are at hand. */
export const smallSteps = (config: LabConfig, atHand: string | undefined): LabConfig => ({
  ...applyPreset('recipe', config),
  dataset: triedDatasets.find((name) => name === atHand) ?? standInDataset,
  batchSize: triedBatch,
  steps: stepsToDigits,
});

/** Whether this GPU is so slow that the present settings are worth leaving for {@link smallSteps}. */
export const isSlow = (stepMs: number, { batchSize }: LabConfig): boolean =>
  stepMs * stepsToDigits > patienceMs && batchSize > triedBatch;
