// Euler's method along the straight paths of rectified flow (Liu et al. 2022, arXiv 2209.03003, algorithm 1):
// x' = x + (t' − t)·(ε̂ − x̂₀) in coordinates where x = (1 − t)·x₀ + t·ε. A variance preserving x is that,
// times signal + noise.
import type { Level } from '../process/levels';
import { fromTheTop } from './grids';
import { eachStep, stageAt, type Sampler } from './sampler';

const length = ({ signal, noise }: Level): number => signal + noise;
const time = (level: Level): number => level.noise / length(level);

export const flowEuler: Sampler = {
  plan: (levels) =>
    eachStep(levels, (from, to) => {
      const move = (time(to) - time(from)) * length(to);
      return stageAt(from, { x: length(to) / length(from), x0: -move, eps: move }, { epsFromClipped: true });
    }),
  uses: ['spacing', 'clipSample'],
  grids: fromTheTop,
  startsFromNoise: true,
  processes: ['gaussian', 'flow'],
};
