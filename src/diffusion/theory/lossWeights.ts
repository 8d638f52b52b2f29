// What a squared error of the noise counts at each time step: in the bound, in the loss that is trained with, and between.
import type { SamplerOptions } from '../samplers/sampler';
import type { Tables } from '../types';
import { stepLogVariance } from './link';
import { posteriorMeanFromNoise } from './posterior';

/**
 * βₜ²/(2σₜ²·αₜ·(1−ᾱₜ)), Ho et al. 2020, eq. 12. At the first time step, the decoder's, the same with the variance that a
 * model steps with there.
 */
export const boundWeights = (tables: Tables, variance: SamplerOptions['variance']): Float64Array =>
  Float64Array.from(
    { length: tables.timesteps },
    (_, t) =>
      0.5 * Math.exp(-stepLogVariance(tables, t, variance)) * posteriorMeanFromNoise(tables, t).eps ** 2,
  );

/** From L_simple's weights, all 1 (share 0), to the bound's (share 1): powers of those, of geometric mean 1. */
export function weightsBetween(bound: Float64Array, share: number): Float64Array {
  const mean = bound.reduce((sum, weight) => sum + Math.log(weight), 0) / bound.length;
  return bound.map((weight) => Math.exp(share * (Math.log(weight) - mean)));
}

/** How much of the whole lies on a stretch of the time axis. @param from, to 0…1 */
export function shareOf(weights: ArrayLike<number>, from: number, to: number): number {
  let [within, all] = [0, 0];
  for (let t = 0; t < weights.length; t += 1) {
    all += weights[t] ?? 0;
    if (t >= from * weights.length && t < to * weights.length) within += weights[t] ?? 0;
  }
  return within / all;
}
