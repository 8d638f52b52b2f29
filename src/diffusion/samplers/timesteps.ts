// The time steps that a sampler visits, from the noise to the data.
import { LabError } from '../../lab/errors';
import { arange } from '../schedule/rounding';
import type { Grids } from './grids';
import { samplers, type SamplerName } from './registry';
import type { Sampler } from './sampler';

export interface GridSettings {
  readonly sampler: SamplerName;
  readonly samplingSteps: number;
  /** Of time steps; noise levels of their own have none before there are tables. */
  readonly spacing: keyof Grids;
  readonly timesteps: number;
}

/** @throws LabError `bad-setting` when there are more sampling steps than time steps, or less than one. */
export function checkSamplingSteps({
  samplingSteps,
  timesteps,
}: Pick<GridSettings, 'samplingSteps' | 'timesteps'>): void {
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
}

/**
 * Time steps of the reverse process as indices of the tables, strictly falling, within 0…T−1. They are whole
 * numbers but for `linspace` of Euler, Heun and flow Euler. `samplingSteps` = T gives every time step once.
 * @throws LabError `bad-setting` as {@link checkSamplingSteps} does.
 */
export function inferenceTimesteps({ sampler, samplingSteps, spacing, timesteps }: GridSettings): number[] {
  checkSamplingSteps({ samplingSteps, timesteps });
  const { grids, levels }: Sampler = samplers[sampler];
  if (levels) return levels(timesteps, samplingSteps).map(({ timestep }) => timestep);
  // Only one grid has T falling steps; the DPM-Solvers' formulas, which want T + 1, would repeat some.
  if (samplingSteps === timesteps) return arange(0, 1, timesteps).toReversed();
  return grids[spacing](timesteps, samplingSteps);
}
