// DPM-Solver++(2S) as in diffusers' DPMSolverSinglestepScheduler of order 2 (Lu et al. 2022, arXiv 2211.01095,
// algorithm 1): two predictions a step, the second at the time step of the grid in between. `samplingSteps` counts
// predictions; what is left over at the end is taken in steps of first order.
import { lambdaOf, leastSignal, type Level } from '../process/levels';
import type { SamplerStage } from '../types';
import { constantOriginal } from './dpmpp2m';
import { dpmSolver } from './grids';
import { stageAt, type Sampler } from './sampler';

const firstOrder = (from: Level, to: Level, endsStep = true): SamplerStage =>
  stageAt(from, constantOriginal(from, to), { endsStep });

function secondOrder(from: Level, between: Level, to: Level): SamplerStage {
  const { x, x0 } = constantOriginal(from, to);
  // 1/r of the paper: the whole step in λ over its first part.
  const ratio = (lambdaOf(to) - lambdaOf(from)) / (lambdaOf(between) - lambdaOf(from));
  return stageAt(between, { xStart: x, x0Start: x0 * (1 - ratio / 2), x0: (x0 * ratio) / 2 });
}

export const dpm2s: Sampler = {
  title: 'DPM-Solver 2S',
  plan: (levels) => {
    const stages: SamplerStage[] = [];
    let index = 0;
    while (index + 1 < levels.length) {
      const [from, between, to] = levels.slice(index, index + 3);
      if (!from || !between) break;
      if (to && to.noise > 0 && from.signal >= leastSignal) {
        stages.push(firstOrder(from, between, false), secondOrder(from, between, to));
        index += 2;
      } else {
        stages.push(firstOrder(from, between));
        index += 1;
      }
    }
    return stages;
  },
  uses: ['spacing', 'clipSample'],
  grids: dpmSolver,
  karras: 'rounded',
  startsFromNoise: false,
  processes: ['gaussian', 'flow'],
};
