// The noise schedules: β for every time step, in float64, and the one place where a schedule is refused.
import { LabError } from '../../lab/errors';
import type { LabConfig } from '../../lab/fields';
import type { Reason } from '../../lab/reasons';
import { curveBetas } from './curve';
import { linspace } from './rounding';
import { rescaleZeroTerminalSnr } from './zeroSnr';

export type ScheduleSettings = Pick<
  LabConfig,
  'schedule' | 'timesteps' | 'betaStart' | 'betaEnd' | 'curve' | 'rescaleZeroSnr'
>;

/** Largest β of the schedules that are defined through ᾱ (Nichol & Dhariwal 2021, section 3.2). */
const maxBeta = 0.999;

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/** βᵢ = min(1 − ᾱ((i+1)/T) / ᾱ(i/T), 0.999). */
const betasOf = (timesteps: number, alphasCumprod: (t: number) => number): Float64Array =>
  Float64Array.from({ length: timesteps }, (_, i) =>
    Math.min(1 - alphasCumprod((i + 1) / timesteps) / alphasCumprod(i / timesteps), maxBeta),
  );

/** lucidrains' `sigmoid_beta_schedule` (Jabri et al. 2022, arXiv 2212.11972) with start −3, end 3, τ = 1. */
function sigmoidAlphasCumprod(t: number): number {
  const [start, end] = [logistic(-3), logistic(3)];
  return (end - logistic(6 * t - 3)) / (end - start);
}

const formulas = {
  // Ho et al. 2020, section 4.
  linear: ({ betaStart, betaEnd, timesteps }) => Float64Array.from(linspace(betaStart, betaEnd, timesteps)),
  // Rombach et al. 2022: linear in √β.
  scaled_linear: ({ betaStart, betaEnd, timesteps }) =>
    Float64Array.from(linspace(Math.sqrt(betaStart), Math.sqrt(betaEnd), timesteps), (root) => root * root),
  // Nichol & Dhariwal 2021, eq. 17.
  squaredcos_cap_v2: ({ timesteps }) =>
    betasOf(timesteps, (t) => Math.cos(((t + 0.008) / 1.008) * (Math.PI / 2)) ** 2),
  // diffusers' "sigmoid" (GeoDiff).
  sigmoid: ({ betaStart, betaEnd, timesteps }) =>
    Float64Array.from(linspace(-6, 6, timesteps), (x) => logistic(x) * (betaEnd - betaStart) + betaStart),
  sigmoid_alphas_cumprod: ({ timesteps }) => betasOf(timesteps, sigmoidAlphasCumprod),
  // Sohl-Dickstein et al. 2015: equal ratios.
  geometric: ({ betaStart, betaEnd, timesteps }) =>
    Float64Array.from(
      { length: timesteps },
      (_, i) => betaStart * (betaEnd / betaStart) ** (i / (timesteps - 1)),
    ),
  constant: ({ betaStart, timesteps }) => new Float64Array(timesteps).fill(betaStart),
  own: ({ curve, timesteps }) => curveBetas(curve, timesteps),
} as const satisfies Record<LabConfig['schedule'], (settings: ScheduleSettings) => Float64Array>;

/** The schedules whose β run from `betaStart` to `betaEnd`. */
const ranged: ReadonlySet<LabConfig['schedule']> = new Set([
  'linear',
  'scaled_linear',
  'sigmoid',
  'geometric',
]);

function refuse(sentence: string, reason?: Reason): never {
  throw new LabError('bad-setting', sentence, { reason });
}

function checkSettings({ schedule, timesteps, betaStart, betaEnd }: ScheduleSettings): void {
  if (!Object.hasOwn(formulas, schedule)) {
    refuse(`schedule is ${schedule}, expected one of ${Object.keys(formulas).join(', ')}.`);
  }
  if (!Number.isInteger(timesteps) || timesteps < 2) {
    refuse(`timesteps is ${timesteps}, expected a whole number of at least 2.`);
  }
  const inRange = (beta: number): boolean => beta > 0 && beta < 1;
  if ((ranged.has(schedule) || schedule === 'constant') && !inRange(betaStart)) {
    refuse(`betaStart is ${betaStart}, expected a number above 0 and below 1.`);
  }
  if (!ranged.has(schedule)) return;
  if (!inRange(betaEnd)) refuse(`betaEnd is ${betaEnd}, expected a number above 0 and below 1.`);
  if (betaStart > betaEnd) {
    refuse(`betaStart is ${betaStart}, above betaEnd (${betaEnd}): make it the smaller of the two.`, {
      name: 'beta-order',
      values: {},
    });
  }
}

/**
 * β of every time step, length `timesteps`, each in (0, 1); the last is 1 with zero terminal SNR.
 * @throws LabError `bad-setting` that names the setting which makes no schedule.
 */
export function makeBetas(settings: ScheduleSettings): Float64Array {
  checkSettings(settings);
  const betas = formulas[settings.schedule](settings);
  return settings.rescaleZeroSnr ? rescaleZeroTerminalSnr(betas) : betas;
}
