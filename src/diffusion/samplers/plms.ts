// PLMS (Liu et al. 2022, "Pseudo numerical methods for diffusion models", arXiv 2202.09778; diffusers'
// PNDMScheduler with skip_prk_steps and set_alpha_to_one): ε̂ extrapolated from up to four steps by Adams–Bashforth,
// then DDIM's step. The first step has no past: it is taken twice, the second time with the mean of both predictions.
// What is extrapolated is ε̂, as in the paper, whatever the model predicts (diffusers extrapolates a v-prediction as v).
import { leastSignal, type Level } from '../process/levels';
import type { Register } from '../types';
import { eulerStage } from './euler';
import { ancestral } from './grids';
import { eachStep, stageAt, type Sampler } from './sampler';

/** Weights of ε̂ and of those before it, for each length of the past (PNDM eq. 12). */
const adamsBashforth = [
  [1],
  [3 / 2, -1 / 2],
  [23 / 12, -16 / 12, 5 / 12],
  [55 / 24, -59 / 24, 37 / 24, -9 / 24],
] as const;

const past = ['eps', 'epsPrevious', 'epsPrevious2', 'epsPrevious3'] as const satisfies readonly Register[];

/** x' = x·s'/s + ε·(n' − n·s'/s), PNDM eq. 9. */
const transfer = (from: Level, to: Level): { readonly x: number; readonly eps: number } => {
  const x = to.signal / from.signal;
  return { x, eps: to.noise - from.noise * x };
};

export const plms: Sampler = {
  title: 'PLMS',
  plan: (levels) =>
    eachStep(levels, (from, to, index) => {
      if (from.signal < leastSignal) return [eulerStage(from, to)];
      const { x, eps } = transfer(from, to);
      if (index === 0 && to.noise > 0) {
        const again = { xStart: x, epsStart: eps / 2, eps: eps / 2 };
        return [eulerStage(from, to, false), stageAt(to, again, { epsFromClipped: true })];
      }
      const weights = adamsBashforth[Math.min(index, 3)] ?? [1];
      const history = Object.fromEntries(weights.map((weight, i) => [past[i], eps * weight]));
      return [stageAt(from, { x, ...history }, { epsFromClipped: true })];
    }).flat(),
  uses: ['spacing', 'clipSample'],
  grids: ancestral,
  startsFromNoise: false,
  processes: ['gaussian', 'flow'],
};
