// What the lab is doing: one union, so that states that exclude each other cannot be written down together.
import type { Failure } from '../lab/errors';
import type { Lane, Stage } from '../worker/protocol';

/** How far a training run has come: the numbers of the last report. */
export interface TrainingProgress {
  readonly step: number;
  readonly steps: number;
  readonly stepsPerSecond: number;
  readonly imagesPerSecond: number;
  readonly secondsLeft: number;
}

export type Resting =
  { readonly kind: 'idle' } | { readonly kind: 'paused'; readonly progress: TrainingProgress };

export type Phase =
  | Resting
  /** Reading the data set; `then` is what the visitor asked for meanwhile. */
  | {
      readonly kind: 'loading';
      readonly done: number;
      readonly total: number;
      readonly then: 'idle' | 'train';
    }
  /** Start-up of a training run, before its first report. */
  | {
      readonly kind: 'compiling';
      readonly stage: Exclude<Stage, 'data'>;
      readonly done: number;
      readonly total: number;
    }
  | { readonly kind: 'training'; readonly progress: TrainingProgress }
  | { readonly kind: 'sampling'; readonly lane: Lane; readonly then: Resting }
  | ({ readonly kind: 'failed' } & Failure);

export type PhaseKind = Phase['kind'];

export const idle: Phase & Resting = { kind: 'idle' };

/** What a finished or stopped action falls back to. */
export const restOf = (phase: Phase): Resting =>
  phase.kind === 'paused' ? phase : phase.kind === 'sampling' ? phase.then : { kind: 'idle' };

/** The training progress that a phase carries, also while a paused run is being sampled from. */
export function progressOf(phase: Phase): TrainingProgress | null {
  if (phase.kind === 'training' || phase.kind === 'paused') return phase.progress;
  if (phase.kind === 'sampling' && phase.then.kind === 'paused') return phase.then.progress;
  return null;
}

export const atStart = (steps: number, step = 0): TrainingProgress => ({
  step,
  steps,
  stepsPerSecond: 0,
  imagesPerSecond: 0,
  secondsLeft: Number.NaN,
});

/** A new action may begin. */
export const isResting = (phase: Phase): phase is Resting => phase.kind === 'idle' || phase.kind === 'paused';
