// Where the frames of a reverse process stand in time, for the ruler: not always what the model is told.
import type { SamplerStage } from '../types';

/**
 * The time step of x in each frame: the start, and after every step; −1 for the finished sample. They fall strictly,
 * so that each frame has a place of its own.
 */
export function frameTimesteps(stages: readonly SamplerStage[]): number[] {
  const firsts = stages.filter((_, i) => stages[i - 1]?.endsStep ?? true);
  return [...firsts.map(({ place }) => place), -1];
}
