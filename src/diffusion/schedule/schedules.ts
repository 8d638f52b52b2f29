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
  readonly cosineOffset: number;
  readonly cosineExponent: number;
  readonly sigmoidStart: number;
  readonly sigmoidEnd: number;
  readonly sigmoidTau: number;
  /** Largest β of the schedules that are defined through ᾱ (Nichol & Dhariwal 2021, section 3.2). */
  readonly maxBeta: number;
}

interface Schedule {
  /** The settings that bend it. */
  readonly uses: readonly Exclude<keyof ShapeSettings, 'timesteps'>[];
  readonly betas: (settings: ShapeSettings) => Float64Array;
}

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/** So little noise that no image feels it, and still a number that 1 − β differs from 1 by. */
const leastBeta = 1e-12;

/** βᵢ = min(1 − ᾱ((i+1)/T) / ᾱ(i/T), largest β). */
function betasOf({ timesteps, maxBeta }: ShapeSettings, alphasCumprod: (t: number) => number): Float64Array {
  return Float64Array.from({ length: timesteps }, (_, i) => {
    const [before, after] = [alphasCumprod(i / timesteps), alphasCumprod((i + 1) / timesteps)];
    // Where the curve has run out in float64, all that is left is noise.
    const beta = before > 0 ? 1 - after / before : maxBeta;
    return Math.min(Math.max(beta, leastBeta), maxBeta);
  });
}

/** lucidrains' `sigmoid_beta_schedule` (Jabri et al. 2022, arXiv 2212.11972). */
function sigmoidAlphasCumprod({ sigmoidStart, sigmoidEnd, sigmoidTau }: ShapeSettings) {
  const at = (x: number): number => logistic(x / sigmoidTau);
  const [start, end] = [at(sigmoidStart), at(sigmoidEnd)];
  return (t: number): number => (end - at(t * (sigmoidEnd - sigmoidStart) + sigmoidStart)) / (end - start);
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
    uses: ['cosineOffset', 'cosineExponent', 'maxBeta'],
    betas: (settings) => {
      const { cosineOffset: offset, cosineExponent } = settings;
      return betasOf(
        settings,
        (t) => Math.cos(((t + offset) / (1 + offset)) * (Math.PI / 2)) ** cosineExponent,
      );
    },
  },
  /** diffusers' "sigmoid" (GeoDiff). */
  sigmoid: {
    uses: ['betaStart', 'betaEnd'],
    betas: ({ betaStart, betaEnd, timesteps }) =>
      Float64Array.from(linspace(-6, 6, timesteps), (x) => logistic(x) * (betaEnd - betaStart) + betaStart),
  },
  sigmoid_alphas_cumprod: {
    uses: ['sigmoidStart', 'sigmoidEnd', 'sigmoidTau', 'maxBeta'],
    betas: (settings) => betasOf(settings, sigmoidAlphasCumprod(settings)),
  },
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
