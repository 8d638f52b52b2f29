// DPM-Solver++(2M) (Lu et al. 2022, arXiv 2211.01095, algorithm 2): second order from one prediction a step, by
// remembering the one before. Midpoint type; first and last step are of first order, the last goes to σ = 0.
import { lambdaOf, leastSignal, type Level } from '../process/levels';
import { dpmSolver } from './grids';
import { eachStep, stageAt, type Sampler } from './sampler';

/** The exact solution for a constant x̂₀: x' = x·n'/n + x̂₀·(s' − s·n'/n), where s'·(1 − e^−h) is the second factor. */
export const constantOriginal = (from: Level, to: Level): { readonly x: number; readonly x0: number } => {
  const x = to.noise / from.noise;
  return { x, x0: to.signal - from.signal * x };
};

export const dpmpp2m: Sampler = {
  title: 'DPM-Solver++ 2M',
  plan: (levels) =>
    eachStep(levels, (from, to, index) => {
      const { x, x0 } = constantOriginal(from, to);
      const before = levels[index - 1];
      if (!before || to.noise === 0 || before.signal < leastSignal) return stageAt(from, { x, x0 });
      // 1/r of the paper: the present step in λ over the one before.
      const ratio = (lambdaOf(to) - lambdaOf(from)) / (lambdaOf(from) - lambdaOf(before));
      return stageAt(from, { x, x0: x0 * (1 + ratio / 2), x0Previous: (-x0 * ratio) / 2 });
    }),
  uses: ['spacing', 'clipSample'],
  grids: dpmSolver,
  karras: 'rounded',
  startsFromNoise: false,
  processes: ['gaussian', 'flow'],
};
