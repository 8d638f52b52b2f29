// Euler with fresh noise (k-diffusion's `sample_euler_ancestral`, η = 1): a step down to σ_down, then noise of
// σ_up back up to σ', with σ_up² = σ'²·(σ² − σ'²)/σ² and σ_down² = σ'² − σ_up².
import { eachStep, stageAt, type Planner } from './plan';

export const eulerAncestral: Planner = (levels) =>
  eachStep(levels, (from, to) => {
    // σ'/σ; where √ᾱ has underflowed all is fresh noise.
    const ratio = to.signal > 0 ? (to.noise * from.signal) / (to.signal * from.noise) : 0;
    const next = { x0: to.signal, eps: to.noise * ratio };
    return stageAt(from, to.noise > 0 ? { ...next, noise: to.noise * Math.sqrt(1 - ratio ** 2) } : next, {
      epsFromClipped: true,
    });
  });
