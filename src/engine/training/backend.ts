// What WebGPU and the stock path differ in: how a batch is made, where weights and gradients live, the losses, the
// optimiser, the log, and how a step is carried out. The step itself is in step.ts, once.
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Dataset } from '../../datasets/types';
import type { Tables } from '../../diffusion/types';
import type { LabConfig } from '../../lab/fields';
import type { Engine } from '../engine';
import type { TrainingControl } from '../gpu/control';
import type { RepeatedWorkOptions } from '../gpu/repeatedWork';
import type { Model } from '../models/model';
import { weightSets, type ModelWeights, type Values, type WeightSet } from '../models/weights';
import type { Dropout } from '../ops/ops';
import type { Batch } from './batch/plan';
import type { LogEntry, StepResults } from './log/op';
import type { Losses } from './trainingLoss';

export interface BackendOptions {
  readonly engine: Engine;
  readonly model: Model;
  readonly config: LabConfig;
  readonly dataset: Dataset;
  readonly tables: Tables;
  /** The images are samples, each trained on with the noise that it came from: see batch/plan.ts. */
  readonly paired?: boolean;
  /** WebGPU only. */
  readonly recording?: RepeatedWorkOptions;
}

/** The pieces of a step, called in this order and without waiting: WebGPU's are recorded. */
export interface StepPieces {
  /** Begins a step: its batch, of the numbers that {@link TrainingBackend.perform} was given. */
  begin(): Batch;
  parameter(name: string, of: ModelWeights): Tensor;
  readonly dropout: Dropout;
  readonly losses: Losses;
  /**
   * Takes in a gradient for each parameter, in the model's order, none where the model does not use it; with the last
   * micro-step the weights move.
   */
  optimise(gradients: readonly (Tensor | undefined)[]): void;
  /** The tensors are disposed with the step. */
  log(results: StepResults): void;
}

export interface TrainingBackend extends StepPieces {
  /** Whether a moving average of the weights is taken. */
  readonly averaged: boolean;
  /** How `step`, made of these pieces, is carried out again and again. */
  repeat(step: () => void): RepeatedStep;
  /** See {@link Stepper}. */
  readLog(first: number, count: number): Promise<readonly LogEntry[]>;
  read(set: WeightSet): Promise<Values>;
  write(set: WeightSet, values: Values): void;
  dispose(): void;
}

export interface RepeatedStep {
  /** Compiles what the step needs, ahead of the first one. */
  prepare(onProgress: (done: number, total: number) => void): Promise<void>;
  /** Resolves when there is room for more. */
  perform(control: TrainingControl): Promise<void>;
  /** Dispatches and bytes of the recorded step; null while steps run eagerly. */
  readonly recorded: { readonly dispatches: number; readonly bytes: number } | null;
  dispose(): void;
}

/** Rows of a backend's log. */
export const logSlots = 512;

/** The sets of values that a run has: no average where none is taken. */
export const setsOf = ({ emaDecay }: Pick<LabConfig, 'emaDecay'>): readonly WeightSet[] =>
  weightSets.filter((set) => set !== 'average' || emaDecay > 0);
