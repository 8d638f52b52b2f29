// The mixing sampler of tutorials T0 and T2, for a model that was trained by `corrupt` without a time step:
// start from uniform noise in 0…1, and at each of n steps move x by 1/(steps left) towards the prediction.
import type { SamplerStage } from '../types';

/** `count` stages x ← x·(1 − m) + x̂₀·m, m = 1/(count − i), in the coordinates of `corrupt`: x = (1−a)·x₀ + a·u. */
export const mixing = (count: number): SamplerStage[] =>
  Array.from({ length: count }, (_, i) => {
    const left = count - i;
    return {
      timestep: 0,
      signal: 1 - left / count,
      noise: left / count,
      next: { x: 1 - 1 / left, x0: 1 / left },
      epsFromClipped: true,
      endsStep: true,
    };
  });
