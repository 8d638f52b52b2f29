// What the training loop asks of a backend: perform a step, tell the log, hand out and take weights.
import type { Dataset } from '../../datasets/types';
import type { Tables } from '../../diffusion/types';
import type { LabConfig } from '../../lab/fields';
import type { Values } from '../checkpoint/checkpoint';
import type { TrainingControl } from '../gpu/control';
import type { Engine } from '../engine';
import type { Model, Pass } from '../models/model';
import type { LogEntry } from './log/op';

export interface StepperOptions {
  readonly engine: Engine;
  readonly model: Model;
  readonly config: LabConfig;
  readonly dataset: Dataset;
  readonly tables: Tables;
  /** Engine layout, by parameter name. */
  readonly initial: Values;
}

/** Which weights: the ones being trained, or their moving average. */
export type WeightSet = 'values' | 'average';

export interface Stepper {
  /** Rows of the log; a report must be read before they are overwritten. */
  readonly logSlots: number;
  /** Compiles what the steps need, ahead of the first one. */
  prepare(onProgress: (done: number, total: number) => void): Promise<void>;
  /** One micro-step; with the last of an accumulation the weights change. Resolves when the GPU has room for more. */
  microStep(control: TrainingControl): Promise<void>;
  /** The log of `count` steps, the first in row `first`. Waits for the GPU. */
  readLog(first: number, count: number): Promise<readonly LogEntry[]>;
  pass(of: WeightSet): Pass;
  read(of: WeightSet | 'adam.m' | 'adam.v'): Promise<Map<string, Float32Array>>;
  write(to: WeightSet | 'adam.m' | 'adam.v', values: Values): void;
  /** Copies all that training changes aside, without reading it back. False where there is no room for a copy. */
  keep(): Promise<boolean>;
  /** Puts back what was kept last. */
  putBack(): void;
  /** Dispatches and bytes of the recorded step; null while steps run eagerly. */
  readonly recorded: { readonly dispatches: number; readonly bytes: number } | null;
  dispose(): void;
}
