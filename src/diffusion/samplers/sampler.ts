// What a sampler is: the plan of its steps, and all that others need to know of it.
import type { Level } from '../process/levels';
import type { ProcessName } from '../process/index';
import type { Register, SamplerStage } from '../types';
import type { Grids } from './grids';
import type { VarianceName } from './variances';

export interface SamplerOptions {
  /** DDIM's η, 0…1. */
  readonly eta: number;
  readonly variance: VarianceName;
  /** ε̂ is taken anew from the clipped x̂₀ before a step that uses both (diffusers' `use_clipped_model_output`). */
  readonly useClippedModelOutput: boolean;
  /** Noise is added after the last prediction too, as in T4's loop. */
  readonly lastStepNoise: boolean;
}

/** Levels from the noise down to the data (the last is `clean`) to stages, in the coordinates of the levels. */
export type Planner = (levels: readonly Level[], options: SamplerOptions) => SamplerStage[];

export interface Sampler {
  /** Its name where that is the same in every language; the others have a text, `choices.sampler.<name>`. */
  readonly title?: string;
  readonly plan: Planner;
  /** The settings that change its plan. */
  readonly uses: readonly (keyof SamplerOptions | 'spacing' | 'clipSample')[];
  /** What it begins with where that is not the settings' default. */
  readonly begins?: Partial<Pick<SamplerOptions, 'eta'>>;
  readonly grids: Grids;
  /** It can walk down the levels of Karras et al., and tells the model a whole time step or what lies between two. */
  readonly karras?: 'rounded' | 'exact';
  /** The noise levels of `count` steps, for a sampler that does not walk along the entries of the tables. */
  readonly levels?: (timesteps: number, count: number) => Level[];
  /** It starts from pure noise where the schedule does. The others divide by √ᾱ and need it above 0. */
  readonly startsFromNoise: boolean;
  readonly processes: readonly ProcessName[];
}

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
  timestep: level.told ?? level.timestep,
  place: level.timestep,
  signal: level.signal,
  noise: level.noise,
  next,
  epsFromClipped: false,
  endsStep: true,
  ...parts,
});
