// Performs training steps for the loop: the one step of step.ts on the backend that the engine has.
import type { TrainingControl } from '../gpu/control';
import type { Pass } from '../models/model';
import type { ModelWeights, Values, WeightSet, WeightValues } from '../models/weights';
import type { BackendOptions, RepeatedStep } from './backend';
import { createGpuBackend } from './gpuBackend';
import type { LogEntry } from './log/op';
import { trainingStep } from './step';
import { createStockBackend } from './stockBackend';
import { boundRows } from './trainingLoss';

export interface StepperOptions extends BackendOptions {
  /** Goes on from these. */
  readonly initial: WeightValues;
}

export interface Stepper extends Pick<RepeatedStep, 'prepare' | 'recorded'> {
  /** One micro-step; with the last of an accumulation the weights change. Resolves when the GPU has room for more. */
  microStep(control: TrainingControl): Promise<void>;
  /** The log of `count` steps, the first in row `first`. Waits for the GPU. */
  readLog(first: number, count: number): Promise<readonly LogEntry[]>;
  /** To run the model with; the weights where no average is taken. */
  pass(of: ModelWeights): Pass;
  /** As they are now, whatever steps are done before they have come. @throws LabError `out-of-memory` */
  read(set: WeightSet): Promise<Values>;
  write(set: WeightSet, values: Values): void;
  /** All that training changes, of one moment; without an average where none is taken. */
  readAll(): Promise<WeightValues>;
  /** An average that is not there starts from the weights; moments that are not there stay. */
  writeAll(values: WeightValues): void;
  dispose(): void;
}

export function createStepper({ initial, ...options }: StepperOptions): Stepper {
  const { engine, model, config, tables } = options;
  const backend = engine.gpu ? createGpuBackend(engine.gpu, options) : createStockBackend(options);
  const { averaged } = backend;
  const rows = boundRows(config, tables);
  // To the GPU now: a recording would take the upload for a part of the step.
  if (rows) engine.gpu?.runtime.binding(rows);
  const pass = (of: ModelWeights, dropout: Pass['dropout']): Pass => ({
    ops: engine.ops,
    parameter: (name) => backend.parameter(name, of),
    dropout,
  });
  const subject = { model, rows, pass: pass('weights', backend.dropout) };
  const step = backend.repeat(() => trainingStep(backend, subject));
  const writeAll = ({ weights, average = weights, m, v }: WeightValues): void => {
    backend.write('weights', weights);
    if (averaged) backend.write('average', average);
    if (!m || !v) return;
    backend.write('m', m);
    backend.write('v', v);
  };
  writeAll(initial);
  return {
    prepare: (onProgress) => step.prepare(onProgress),
    microStep: (control) => step.perform(control),
    readLog: (first, count) => backend.readLog(first, count),
    pass: (of) => pass(averaged ? of : 'weights', null),
    read: (set) => backend.read(set),
    write: (set, values) => backend.write(set, values),
    async readAll() {
      const [weights, m, v, average] = await Promise.all([
        backend.read('weights'),
        backend.read('m'),
        backend.read('v'),
        averaged ? backend.read('average') : null,
      ]);
      return { weights, m, v, ...(average && { average }) };
    },
    writeAll,
    get recorded() {
      return step.recorded;
    },
    dispose() {
      step.dispose();
      rows?.dispose();
      backend.dispose();
    },
  };
}
