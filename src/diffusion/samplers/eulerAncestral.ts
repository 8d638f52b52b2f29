// Euler with fresh noise (k-diffusion's `sample_euler_ancestral`): a step down to σ_down, then noise of σ_up back up to
// σ', with σ_up = min(σ', η·√(σ'²·(σ² − σ'²)/σ²)) and σ_down² = σ'² − σ_up²; η = 0 is Euler, 1 diffusers' own.
import { interpolated } from './grids';
import { eachStep, stageAt, type Sampler } from './sampler';

export const eulerAncestral: Sampler = {
  plan: (levels, { eta }) =>
    eachStep(levels, (from, to) => {
      // σ'/σ; where √ᾱ has underflowed all is fresh noise.
      const ratio = to.signal > 0 ? (to.noise * from.signal) / (to.signal * from.noise) : 0;
      // Shares of σ': of fresh noise, and of the noise that is kept.
      const up = Math.min(1, eta * Math.sqrt(1 - ratio ** 2));
      const down = Math.sqrt(1 - up ** 2);
      const next = { x0: to.signal, eps: to.noise * down };
      return stageAt(from, to.noise * up > 0 ? { ...next, noise: to.noise * up } : next, {
        epsFromClipped: true,
      });
    }),
  uses: ['spacing', 'eta', 'clipSample'],
  begins: { eta: 1 },
  grids: interpolated,
  startsFromNoise: false,
  processes: ['gaussian', 'flow'],
};
