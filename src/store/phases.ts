// What the lab is doing, one union a matter: images, training and sampling each have a phase of their own, so that a
// failure of one neither ends another nor is hidden by its news.
import type { Fetching } from '../datasets/types';
import type { Failure } from '../lab/errors';
import type { StoredRun } from '../lab/stored';
import type { Stage } from '../worker/protocol';
import type { ReelOrigin } from './reel';
import type { LabState } from './state';

export interface Idle {
  readonly kind: 'idle';
}

export interface Failed {
  readonly kind: 'failed';
  readonly failure: Failure;
}

/** How far a training run has come: the numbers of the last report. */
export interface TrainingProgress {
  readonly step: number;
  readonly steps: number;
  readonly stepsPerSecond: number;
  readonly imagesPerSecond: number;
  readonly secondsLeft: number;
}

/** Of the images that the settings name; idle while they are the visitor's own and none have been brought. */
export type DataPhase =
  | Idle
  | {
      readonly kind: 'loading';
      readonly done: number;
      readonly total: number;
      readonly fetching?: Fetching;
    }
  | { readonly kind: 'ready' }
  | Failed;

export type TrainingPhase =
  | Idle
  /** Train was pressed before the images and the GPU were there. */
  | { readonly kind: 'waiting' }
  /** Start-up of a training run, before its first report. */
  | { readonly kind: 'compiling'; readonly stage: Stage; readonly done: number; readonly total: number }
  | { readonly kind: 'training'; readonly progress: TrainingProgress }
  | { readonly kind: 'paused'; readonly progress: TrainingProgress }
  | Failed;

export type SamplingPhase =
  | Idle
  /** The film of before stays until the first frame of the new one is here. */
  | { readonly kind: 'sampling'; readonly origin: ReelOrigin }
  | Failed;

/** Of the file of a model that was opened last. */
export type ModelFilePhase =
  | Idle
  | {
      readonly kind: 'opening';
      /** Training goes on with it at once. */
      readonly thenTrain?: boolean;
      /** Id of the run that it is a later moment, or a copy, of. */
      readonly replaces?: number;
    }
  | Failed;

/** What the browser keeps between visits. */
export type StoragePhase =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'off' }
  | { readonly kind: 'on'; readonly runs: readonly StoredRun[] };

export const idle: Idle = { kind: 'idle' };

export const progressOf = (training: TrainingPhase): TrainingProgress | null =>
  training.kind === 'training' || training.kind === 'paused' ? training.progress : null;

export const atStart = (steps: number, step = 0): TrainingProgress => ({
  step,
  steps,
  stepsPerSecond: 0,
  imagesPerSecond: 0,
  secondsLeft: Number.NaN,
});

/** The weights stand still: they can be sampled from, looked at, or trained on. */
export const isResting = ({ kind }: TrainingPhase): boolean =>
  kind === 'idle' || kind === 'paused' || kind === 'failed';

/** Something is under way, or rests in the middle: leaving the page now would take it away. */
export const isBusy = ({
  training,
  sampling,
  quality,
  exploring,
  modelFile,
}: Pick<LabState, 'training' | 'sampling' | 'quality' | 'exploring' | 'modelFile'>): boolean =>
  !['idle', 'failed'].includes(training.kind) ||
  sampling.kind === 'sampling' ||
  quality.kind === 'measuring' ||
  exploring.kind === 'drawing' ||
  modelFile.kind === 'opening';
