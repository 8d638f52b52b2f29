// What the batch maker needs to know of a configuration: the table of noise levels with their loss weights.
import type { Dataset } from '../../datasets/types';
import type { Tables } from '../../diffusion/types';
import { lossWeights } from '../../diffusion/objective/weights';
import type { LabConfig } from '../../lab/fields';
import type { BatchPlan } from './batch/plan';

/** `corrupt` knows no t: the model is always told 0. */
export function batchPlan(config: LabConfig, dataset: Dataset, tables: Tables): BatchPlan {
  const { batchSize, predictionType, process, horizontalFlips } = config;
  const { height, width, channels, classNames } = dataset;
  const time = Array.from({ length: tables.timesteps }, (_, t) => (process === 'corrupt' ? 0 : t));
  return {
    batch: batchSize,
    height,
    width,
    channels,
    classCount: classNames.length,
    table: { signal: tables.signal, noise: tables.noise, weight: lossWeights(config, tables), time },
    predictionType,
    process,
    horizontalFlips,
  };
}
