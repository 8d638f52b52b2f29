// What every sampler is given and gives back.
import type { LabConfig } from '../../lab/fields';
import type { Level } from './levels';
import type { Register, SamplerStage } from '../types';

export interface SamplerOptions extends Pick<LabConfig, 'eta' | 'variance'> {
  /** Recompute ε̂ from the clipped x̂₀ before a step that uses it (DDIM; diffusers' `use_clipped_model_output`). */
  readonly useClippedModelOutput: boolean;
  /** Add noise after the last prediction too, as T4's loop does. */
  readonly lastNoise: boolean;
}

/** One sampler: the levels from the noise down to the data (the last is `clean`) to stages, in VP coordinates. */
export type Planner = (levels: readonly Level[], options: SamplerOptions) => SamplerStage[];

/** Walks over the steps: calls `step` with the level it starts from, the one it reaches, and its number. */
export function eachStep<Result>(
  levels: readonly Level[],
  step: (from: Level, to: Level, index: number) => Result,
): Result[] {
  return levels.slice(1).map((to, index) => step(levels[index] ?? to, to, index));
}

type StageParts = Partial<Pick<SamplerStage, 'epsFromClipped' | 'endsStep' | 'learnedLogVariance'>>;

/** A stage at `level`; it ends a step and trusts the model's own ε̂ unless told otherwise. */
export const stageAt = (
  level: Level,
  next: Readonly<Partial<Record<Register, number>>>,
  parts: StageParts = {},
): SamplerStage => ({
  timestep: level.timestep,
  signal: level.signal,
  noise: level.noise,
  next,
  epsFromClipped: false,
  endsStep: true,
  ...parts,
});
