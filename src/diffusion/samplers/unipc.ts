// UniPC (Zhao et al. 2023, arXiv 2302.04867) of order 2, B(h) = e^−h − 1 ("bh2"), predicting x₀, as in diffusers'
// UniPCMultistepScheduler: DPM-Solver++(2M) as predictor, and each prediction corrects the step before it at no further
// evaluation. The corrected x differs from x in what the model answered only, so that one stage does both:
//   x̃ = x + α·E·((ρ₁ − ½)·q·(m₋₁ − m₋₂) + ρ₂·(m − m₋₁)), then the predictor from x̃,
// with m = x̂₀, and of the step behind: α of its end, h its length in λ, E = 1 − e^−h, q = h over the length before it.
import { lambdaOf, leastSignal, type Level } from '../process/levels';
import { constantOriginal } from './dpmpp2m';
import { dpmSolver } from './grids';
import { eachStep, stageAt, type Sampler } from './sampler';

/** Factors of the present x̂₀ and of those of the two steps before. */
type Answers = readonly [number, number, number];

/** h over the length of the step before, in λ; null for a step of first order: the first, and the last, to σ = 0. */
function growth(levels: readonly Level[], index: number): number | null {
  const [before, from, to] = levels.slice(Math.max(0, index - 1), index + 2);
  if (index < 1 || !before || !from || !to || to.noise === 0 || before.signal < leastSignal) return null;
  return (lambdaOf(to) - lambdaOf(from)) / (lambdaOf(from) - lambdaOf(before));
}

/** x̃ − x: what the step that led to level `index` would have added, had it known the answer there. */
function correction(levels: readonly Level[], index: number): Answers {
  const [from, to] = levels.slice(index - 1, index + 1);
  if (index < 1 || !from || !to || from.signal < leastSignal) return [0, 0, 0];
  const gain = constantOriginal(from, to).x0;
  const q = growth(levels, index - 1);
  if (q === null) return [gain / 2, -gain / 2, 0];
  const h = lambdaOf(to) - lambdaOf(from);
  const e = -Math.expm1(-h);
  const b1 = 1 / e - 1 / h;
  const b2 = 1 / e - (2 * b1) / h;
  const rho1 = (q * (b1 - b2)) / (1 + q);
  const rho2 = (b1 + q * b2) / (1 + q);
  const past = (rho1 - 0.5) * q;
  return [gain * rho2, gain * (past - rho2), -gain * past];
}

export const unipc: Sampler = {
  title: 'UniPC',
  plan: (levels) =>
    eachStep(levels, (from, to, index) => {
      const { x, x0: gain } = constantOriginal(from, to);
      const ahead = (growth(levels, index) ?? 0) / 2;
      const [now, before, earlier] = correction(levels, index);
      const answers = {
        x0: x * now + gain * (1 + ahead),
        x0Previous: x * before - gain * ahead,
        x0Previous2: x * earlier,
      };
      return stageAt(from, {
        x,
        ...Object.fromEntries(Object.entries(answers).filter(([, factor]) => factor !== 0)),
      });
    }),
  uses: ['spacing', 'clipSample'],
  grids: dpmSolver,
  karras: 'rounded',
  startsFromNoise: false,
  processes: ['gaussian', 'flow'],
};
