// Heun's method (Karras et al. 2022, algorithm 1 without churn): an Euler step, a second prediction where it
// lands, and the step again with the mean of both slopes. The last step, to σ = 0, is Euler's alone.
import { leastSignal, sigmaOf } from '../process/levels';
import { eulerStage } from './euler';
import { interpolated } from './grids';
import { eachStep, stageAt, type Sampler } from './sampler';

export const heun: Sampler = {
  plan: (levels) =>
    eachStep(levels, (from, to) => {
      if (to.noise === 0 || from.signal < leastSignal) return [eulerStage(from, to)];
      const slope = (to.signal * (sigmaOf(to) - sigmaOf(from))) / 2;
      return [
        eulerStage(from, to, false),
        stageAt(
          to,
          { xStart: to.signal / from.signal, epsStart: slope, eps: slope },
          { epsFromClipped: true },
        ),
      ];
    }).flat(),
  uses: ['spacing', 'clipSample'],
  grids: interpolated,
  karras: 'exact',
  startsFromNoise: false,
  processes: ['gaussian', 'flow'],
};
