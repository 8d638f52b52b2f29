// What the batch maker needs to know of a configuration: the table of noise levels with their loss weights.
import { lossWeights } from '../../diffusion/objective/weights';
import { processOf } from '../../diffusion/process/index';
import { toldTime } from '../../diffusion/process/process';
import type { BackendOptions } from './backend';
import type { BatchPlan } from './batch/plan';

export type BatchPlanOptions = Pick<BackendOptions, 'config' | 'dataset' | 'tables' | 'paired'>;

export function batchPlan({ config, dataset, tables, paired = false }: BatchPlanOptions): BatchPlan {
  const { batchSize, predictionType, horizontalFlips } = config;
  const { height, width, channels, classNames } = dataset;
  const process = processOf(config);
  const time = Array.from({ length: tables.timesteps }, (_, t) => toldTime(process, t));
  return {
    batch: batchSize,
    height,
    width,
    channels,
    classCount: classNames.length,
    table: { signal: tables.signal, noise: tables.noise, weight: lossWeights(config, tables), time },
    predictionType,
    process,
    // The mirror image did not come from this noise.
    horizontalFlips: horizontalFlips && !paired,
    paired,
  };
}
