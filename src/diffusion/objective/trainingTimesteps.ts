// Which time steps a training step shows the model.
import { inverseNormalCdf } from '../theory/normal';
import { streams, uniforms } from '../random';

export const timeSamplings = ['uniform', 'logit_normal'] as const;

export interface TimeSamplingSettings {
  readonly timeSampling: (typeof timeSamplings)[number];
  readonly stratifiedTime: boolean;
  /** Share of the batch at the last time step. */
  readonly pureNoiseRate: number;
  readonly timesteps: number;
  readonly trainSeed: number;
}

/**
 * `count` table indices 0…T−1 for the batch number `draw` (from 0). `uniform`: all equally likely; `logit_normal`:
 * t = σ(z), z ~ N(0, 1) (Esser et al. 2024, arXiv 2403.03206, section 3.1), T·t rounded down. Stratified: sample i of
 * the batch draws from the i-th of `count` slices of equal probability, which takes variance out of the loss and puts
 * no bias in. The first samples, as many as `pureNoiseRate` says, get T−1 whatever the rest is drawn from.
 */
export function trainingTimesteps(settings: TimeSamplingSettings, draw: number, count: number): Int32Array {
  const { timesteps, timeSampling, stratifiedTime, pureNoiseRate, trainSeed } = settings;
  const pure = Math.round(pureNoiseRate * count);
  const draws = uniforms({ seed: trainSeed, stream: streams.timesteps, step: draw }, count);
  return Int32Array.from(draws, (own, i) => {
    if (i < pure) return timesteps - 1;
    const u = stratifiedTime ? (i - pure + own) / (count - pure) : own;
    const t = timeSampling === 'uniform' ? u : 1 / (1 + Math.exp(-inverseNormalCdf(u)));
    return Math.min(Math.floor(t * timesteps), timesteps - 1);
  });
}
