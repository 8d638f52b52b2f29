// Where the frames of a reverse process stand in time, for the ruler: not always what the model is told.
import type { LabConfig } from '../../lab/fields';
import type { SamplerStage } from '../types';
import { timestepOfAmount } from './mixing';

/**
 * The time step of x in each frame: the start, and after every step; −1 for the finished sample. They fall strictly,
 * so that each frame has a place of its own. A model of `corrupt` is told no time: there it follows from the amount of
 * noise.
 */
export function frameTimesteps(
  stages: readonly SamplerStage[],
  { sampler, timesteps }: Pick<LabConfig, 'sampler' | 'timesteps'>,
): number[] {
  const firsts = stages.filter((_, i) => stages[i - 1]?.endsStep ?? true);
  const timestepOf = ({ timestep, noise }: SamplerStage): number =>
    sampler === 'mixing' ? timestepOfAmount(noise, timesteps) : timestep;
  return [...firsts.map(timestepOf), -1];
}
