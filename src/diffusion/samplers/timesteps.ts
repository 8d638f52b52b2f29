// The time steps that a sampler visits, from the noise to the data: NumPy's arithmetic, so that they are
// exactly those of diffusers. A grid has no repeats, unlike `scheduler.timesteps` of diffusers' PNDM and Heun,
// which lists a time step once for every evaluation of the model.
import { LabError } from '../../lab/errors';
import type { LabConfig } from '../../lab/fields';
import { arange, linspace, roundHalfToEven } from '../schedule/rounding';

export type GridSettings = Pick<LabConfig, 'sampler' | 'samplingSteps' | 'spacing' | 'timesteps'>;

type Spacing = LabConfig['spacing'];
type Grid = (timesteps: number, count: number) => number[];

const trailing: Grid = (timesteps, count) =>
  arange(timesteps, -timesteps / count, count).map((t) => roundHalfToEven(t) - 1);

/** Table 2 of Lin et al. 2023 (arXiv 2305.08891), as in diffusers' DDPM, DDIM and PNDM. */
const ancestral = {
  leading: (timesteps, count) => arange(0, Math.floor(timesteps / count), count).toReversed(),
  trailing,
  linspace: (timesteps, count) =>
    linspace(0, timesteps - 1, count)
      .map(roundHalfToEven)
      .toReversed(),
} as const satisfies Record<Spacing, Grid>;

/** diffusers' Euler and Heun interpolate between time steps: their `linspace` is not rounded. */
const interpolated = {
  ...ancestral,
  linspace: (timesteps, count) => linspace(0, timesteps - 1, count).toReversed(),
} as const satisfies Record<Spacing, Grid>;

/** The DPM-Solvers of diffusers lay out one step more and leave the last (t = 0) to the final jump. */
const dpmSolver = {
  leading: (timesteps, count) =>
    arange(0, Math.floor(timesteps / (count + 1)), count + 1)
      .toReversed()
      .slice(0, -1),
  trailing,
  linspace: (timesteps, count) =>
    linspace(0, timesteps - 1, count + 1)
      .map(roundHalfToEven)
      .toReversed()
      .slice(0, -1),
} as const satisfies Record<Spacing, Grid>;

const grids = {
  ddpm: ancestral,
  ddim: ancestral,
  plms: ancestral,
  mixing: ancestral,
  euler: interpolated,
  euler_ancestral: interpolated,
  heun: interpolated,
  // From the top, so that a single step starts from the noise.
  flow_euler: { ...ancestral, linspace: (timesteps, count) => linspace(timesteps - 1, 0, count) },
  dpmpp_2m: dpmSolver,
  dpm_2s: dpmSolver,
} as const satisfies Record<LabConfig['sampler'], Record<Spacing, Grid>>;

/**
 * Time steps of the reverse process as indices of the tables, strictly falling, within 0…T−1. They are whole
 * numbers but for `linspace` of Euler, Heun and flow Euler. `samplingSteps` = T gives every time step once.
 * @throws LabError `bad-setting` when there are more sampling steps than time steps, or less than one.
 */
export function inferenceTimesteps({ sampler, samplingSteps, spacing, timesteps }: GridSettings): number[] {
  if (!Number.isInteger(samplingSteps) || samplingSteps < 1) {
    throw new LabError(
      'bad-setting',
      `samplingSteps is ${samplingSteps}, expected a whole number of at least 1.`,
    );
  }
  if (samplingSteps > timesteps) {
    throw new LabError(
      'bad-setting',
      `samplingSteps is ${samplingSteps}, more than the ${timesteps} time steps of the schedule: lower it or raise timesteps.`,
      { reason: { name: 'too-many-sampling-steps', values: { samplingSteps, timesteps } } },
    );
  }
  // Only one grid has T falling steps; the DPM-Solvers' formulas, which want T + 1, would repeat some.
  if (samplingSteps === timesteps) return arange(0, 1, timesteps).toReversed();
  return grids[sampler][spacing](timesteps, samplingSteps);
}
