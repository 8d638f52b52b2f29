// How long a training takes on this GPU, and whether it has been tried when its pictures can be read.
import { standInDataset } from '../../../datasets/registry';
import { defaultConfig, fieldKeys, fields, type FieldKey, type LabConfig } from '../../../lab/fields';
import { applyPreset, formerRecipe } from '../../../lab/presets';
import type { LayerOutline } from '../../../lab/reports';

/** Data sets of digits: the opening recipe's and what stands in for it. */
const triedDatasets: readonly LabConfig['dataset'][] = [defaultConfig.dataset, standInDataset];

interface Tried {
  readonly config: LabConfig;
  readonly batch: number;
  /** Steps after which digits can be read. */
  readonly steps: number;
}

/** In batches of 8, in the page itself; larger ones are no slower. */
const slow: Tried = { config: { ...defaultConfig, ...formerRecipe }, batch: 8, steps: 400 };
/** The opening recipe after 295 steps of 64: 79 % recognised, in PyTorch. */
const recipes: readonly Tried[] = [{ config: defaultConfig, batch: 64, steps: 300 }, slow];

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

/** The recipe that digits have come with as they will with these settings; undefined for none. */
function triedLike(config: LabConfig): Tried | undefined {
  const { dataset, batchSize, timesteps, steps } = config;
  if (!triedDatasets.includes(dataset) || timesteps < triedTimesteps) return undefined;
  return recipes.find(
    (tried) =>
      batchSize >= tried.batch &&
      steps >= tried.steps &&
      decisive.every((key) => String(config[key]) === String(tried.config[key])),
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
  const tried = triedLike(config);
  return { seconds: secondsPerStep * (tried?.steps ?? config.steps), isTried: tried !== undefined };
}

/** The way to digits for a slow computer: the opening recipe in small steps, on images that are at hand. */
export const smallSteps = (config: LabConfig, atHand: string | undefined): LabConfig => ({
  ...applyPreset('recipe', config),
  ...formerRecipe,
  dataset: triedDatasets.find((name) => name === atHand) ?? standInDataset,
  batchSize: slow.batch,
  steps: slow.steps,
});

/** Whether this GPU is so slow that the present settings are worth leaving for {@link smallSteps}. */
export const isSlow = (stepMs: number, { batchSize }: LabConfig): boolean =>
  stepMs * slow.steps > patienceMs && batchSize > slow.batch;
