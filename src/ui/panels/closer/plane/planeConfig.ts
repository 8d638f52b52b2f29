// The settings of the page as the plane takes them.
import type { PredictionType } from '../../../../diffusion/objective/predict';
import { processOf } from '../../../../diffusion/process/index';
import { samplersOf } from '../../../../diffusion/samplers/index';
import type { SamplerName } from '../../../../diffusion/samplers/registry';
import type { LabConfig } from '../../../../lab/fields';

/** Gaussian noise, an objective of its own, a sampler that goes with both. */
export function planeConfig(
  config: LabConfig,
  predictionType: PredictionType,
  sampler: SamplerName,
): LabConfig {
  const own: LabConfig = {
    ...config,
    process: 'ddpm',
    predictionType,
    variance: 'fixed_small',
    // The small t, which pictures can do without, are all that makes points sharp.
    timeSampling: 'uniform',
  };
  const offered = samplersOf(processOf(own));
  return { ...own, sampler: offered.includes(sampler) ? sampler : (offered[0] ?? sampler) };
}
