// DDIM (Song et al. 2021, eq. 12 and 16): from deterministic (η = 0) to as noisy as DDPM (η = 1). A step ends where
// the next begins; diffusers' DDIM steps by ⌊T/n⌋ always, which is another level where n does not divide T.
import { posteriorVariance } from './ddpm';
import { ancestral } from './grids';
import { eachStep, stageAt, type Sampler } from './sampler';

export const ddim: Sampler = {
  title: 'DDIM',
  plan: (levels, { eta, useClippedModelOutput }) =>
    eachStep(levels, (from, to) => {
      const variance = eta ** 2 * posteriorVariance(from, to);
      const direction = Math.sqrt(Math.max(to.noise ** 2 - variance, 0));
      const next = { x0: to.signal, eps: direction };
      return stageAt(from, variance > 0 ? { ...next, noise: Math.sqrt(variance) } : next, {
        epsFromClipped: useClippedModelOutput,
      });
    }),
  uses: ['spacing', 'eta', 'useClippedModelOutput', 'clipSample'],
  grids: ancestral,
  startsFromNoise: true,
  processes: ['gaussian', 'flow'],
};
