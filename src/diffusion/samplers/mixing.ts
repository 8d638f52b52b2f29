// The mixing sampler of tutorials T0 and T2, for a model that was trained by `corrupt` without a time step:
// start from uniform noise in 0…1, and at each of n steps move x by 1/(steps left) towards the prediction.
import { ancestral } from './grids';
import { eachStep, stageAt, type Sampler } from './sampler';

/** The time step of x = (1−a)·x₀ + a·u, where `corrupt` adds the amount a = (t + 1)/T: −1 for the clean image. */
const timestepOfAmount = (amount: number, timesteps: number): number => Math.round(amount * timesteps) - 1;

export const mixing: Sampler = {
  // x ← x·(1 − m) + x̂₀·m takes the amount a to a' = a·(1 − m). From a = 1 in equal steps m is 1/(steps left).
  plan: (levels) =>
    eachStep(levels, (from, to) => {
      const kept = to.noise / from.noise;
      return stageAt(from, { x: kept, x0: 1 - kept }, { epsFromClipped: true });
    }),
  uses: [],
  grids: ancestral,
  levels: (timesteps, count) =>
    Array.from({ length: count }, (_, i) => {
      const noise = (count - i) / count;
      return { timestep: timestepOfAmount(noise, timesteps), signal: 1 - noise, noise };
    }),
  startsFromNoise: true,
  processes: ['corrupt'],
};
