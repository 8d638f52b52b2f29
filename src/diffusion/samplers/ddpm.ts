// Ancestral sampling (Ho et al. 2020, algorithm 2), respaced as in Nichol & Dhariwal 2021, section 4.
import type { Level } from '../process/levels';
import { ancestral } from './grids';
import { eachStep, stageAt, type Sampler } from './sampler';
import { variances } from './variances';

/** diffusers' floor, so that the logarithm exists. */
const leastVariance = 1e-20;

/** β of a step that may skip time steps: 1 − ᾱₜ/ᾱ_prev; all noise where ᾱ_prev has underflowed. */
export const stepBeta = (from: Level, to: Level): number =>
  to.signal === 0 ? 1 : 1 - (from.signal / to.signal) ** 2;

/** β̃, the variance of q(x_prev | xₜ, x₀) (DDPM eq. 7). */
export const posteriorVariance = (from: Level, to: Level): number =>
  (to.noise / from.noise) ** 2 * stepBeta(from, to);

/** Factors of the posterior mean of x_prev given x̂₀ and xₜ (DDPM eq. 7). */
export const posteriorMean = (from: Level, to: Level): { readonly x0: number; readonly x: number } => {
  const beta = stepBeta(from, to);
  return {
    x0: (to.signal * beta) / from.noise ** 2,
    x: (Math.sqrt(1 - beta) * to.noise ** 2) / from.noise ** 2,
  };
};

export const ddpm: Sampler = {
  title: 'DDPM',
  plan: (levels, { variance, lastStepNoise }) =>
    eachStep(levels, (from, to) => {
      const mean = posteriorMean(from, to);
      // The last step is the mean alone.
      if (to.noise === 0 && !lastStepNoise) return stageAt(from, mean);
      const small = Math.max(posteriorVariance(from, to), leastVariance);
      const large = stepBeta(from, to);
      const { learned, of } = variances[variance];
      if (!learned) return stageAt(from, { ...mean, noise: Math.sqrt(of({ small, large })) });
      return stageAt(
        from,
        { ...mean, noise: 1 },
        { learnedLogVariance: { min: Math.log(small), max: Math.log(large) } },
      );
    }),
  uses: ['spacing', 'variance', 'lastStepNoise', 'clipSample'],
  grids: ancestral,
  startsFromNoise: true,
  processes: ['gaussian', 'flow'],
};
