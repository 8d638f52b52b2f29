// Which time steps a training step shows the model.
import type { LabConfig } from '../lab/fields';
import { inverseNormalCdf } from './normal';
import { streams, uniforms } from './random';

export interface TrainingTimestepOptions extends Pick<
  LabConfig,
  'timeSampling' | 'stratifiedTime' | 'timesteps'
> {
  readonly seed: number;
  /** Number of the training step: the same seed and step give the same time steps. */
  readonly step: number;
  readonly count: number;
}

/**
 * `count` table indices 0…T−1. `uniform`: all equally likely; `logit_normal`: t = σ(z), z ~ N(0, 1) (Esser et al.
 * 2024, arXiv 2403.03206, section 3.1), T·t rounded down. Stratified: sample i of the batch draws from the i-th of
 * `count` slices of equal probability, which takes variance out of the loss and no bias in.
 */
export function trainingTimesteps(options: TrainingTimestepOptions): Int32Array {
  const { seed, step, count, timesteps, timeSampling, stratifiedTime } = options;
  const draws = uniforms({ seed, stream: streams.timesteps, step }, count);
  return Int32Array.from(draws, (draw, i) => {
    const u = stratifiedTime ? (i + draw) / count : draw;
    const t = timeSampling === 'uniform' ? u : 1 / (1 + Math.exp(-inverseNormalCdf(u)));
    return Math.min(Math.floor(t * timesteps), timesteps - 1);
  });
}
