// The noise schedules: β for every time step, in float64, and the one place where a schedule is refused.
import { LabError } from '../../lab/errors';
import type { Reason } from '../../lab/reasons';
import { curveBetas } from './curve';
import { linspace } from './rounding';
import { rescaleZeroTerminalSnr } from './zeroSnr';

/** What schedules are bent by; each takes what it uses. */
interface ShapeSettings {
  readonly timesteps: number;
  readonly betaStart: number;
  readonly betaEnd: number;
  readonly curve: readonly number[];
}

interface Schedule {
  /** The settings that bend it. */
  readonly uses: readonly Exclude<keyof ShapeSettings, 'timesteps'>[];
  readonly betas: (settings: ShapeSettings) => Float64Array;
}

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

/** The schedules by name, in the order of the list. */
export const schedules = {
  /** Ho et al. 2020, section 4. */
  linear: {
    uses: ['betaStart', 'betaEnd'],
    betas: ({ betaStart, betaEnd, timesteps }) => Float64Array.from(linspace(betaStart, betaEnd, timesteps)),
  },
  /** Rombach et al. 2022: linear in √β. */
  scaled_linear: {
    uses: ['betaStart', 'betaEnd'],
    betas: ({ betaStart, betaEnd, timesteps }) =>
      Float64Array.from(linspace(Math.sqrt(betaStart), Math.sqrt(betaEnd), timesteps), (root) => root * root),
  },
  /** Nichol & Dhariwal 2021, eq. 17. */
  squaredcos_cap_v2: {
    uses: [],
    betas: ({ timesteps }) => betasOf(timesteps, (t) => Math.cos(((t + 0.008) / 1.008) * (Math.PI / 2)) ** 2),
  },
  /** diffusers' "sigmoid" (GeoDiff). */
  sigmoid: {
    uses: ['betaStart', 'betaEnd'],
    betas: ({ betaStart, betaEnd, timesteps }) =>
      Float64Array.from(linspace(-6, 6, timesteps), (x) => logistic(x) * (betaEnd - betaStart) + betaStart),
  },
  sigmoid_alphas_cumprod: { uses: [], betas: ({ timesteps }) => betasOf(timesteps, sigmoidAlphasCumprod) },
  /** Sohl-Dickstein et al. 2015: equal ratios. */
  geometric: {
    uses: ['betaStart', 'betaEnd'],
    betas: ({ betaStart, betaEnd, timesteps }) =>
      Float64Array.from(
        { length: timesteps },
        (_, i) => betaStart * (betaEnd / betaStart) ** (i / (timesteps - 1)),
      ),
  },
  constant: {
    uses: ['betaStart'],
    betas: ({ betaStart, timesteps }) => new Float64Array(timesteps).fill(betaStart),
  },
  /** The visitor's own handles. */
  own: { uses: ['curve'], betas: ({ curve, timesteps }) => curveBetas(curve, timesteps) },
} as const satisfies Record<string, Schedule>;

export type ScheduleName = keyof typeof schedules;

export interface ScheduleSettings extends ShapeSettings {
  readonly schedule: ScheduleName;
  readonly rescaleZeroSnr: boolean;
}

function refuse(sentence: string, reason?: Reason): never {
  throw new LabError('bad-setting', sentence, { reason });
}

function checkSettings(settings: ScheduleSettings): void {
  const { schedule, timesteps, betaStart, betaEnd } = settings;
  if (!Object.hasOwn(schedules, schedule)) {
    refuse(`schedule is ${schedule}, expected one of ${Object.keys(schedules).join(', ')}.`);
  }
  if (!Number.isInteger(timesteps) || timesteps < 2) {
    refuse(`timesteps is ${timesteps}, expected a whole number of at least 2.`);
  }
  const { uses }: Schedule = schedules[schedule];
  for (const name of ['betaStart', 'betaEnd'] as const) {
    const beta = settings[name];
    if (uses.includes(name) && !(beta > 0 && beta < 1)) {
      refuse(`${name} is ${beta}, expected a number above 0 and below 1.`);
    }
  }
  if (uses.includes('betaEnd') && betaStart > betaEnd) {
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
  const betas = schedules[settings.schedule].betas(settings);
  return settings.rescaleZeroSnr ? rescaleZeroTerminalSnr(betas) : betas;
}
