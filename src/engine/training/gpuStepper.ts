// Training steps on WebGPU: our kernels, parameters in an arena, the step recorded once and replayed.
import { engine as tfEngine, tidy, keep, type Tensor1D } from '@tensorflow/tfjs-core';
import { LabError } from '../../lab/errors';
import type { OpenedGpu } from '../gpu/device';
import { ControlBuffer, type TrainingControl } from '../gpu/control';
import { KeptCopy } from '../gpu/keptCopy';
import { RepeatedWork, type RepeatedWorkOptions } from '../gpu/repeatedWork';
import { createAdam } from './adam/op';
import { createBatchMaker } from './batch/op';
import { createDropout } from '../ops/dropout/op';
import { lossWithDetails } from '../ops/loss/op';
import { createStepLog } from './log/op';
import type { Dropout } from '../ops/ops';
import { variationalBound } from './bound/op';
import type { Pass } from '../models/model';
import { ParameterArena } from './parameters';
import type { Stepper, StepperOptions } from './stepper';
import { batchPlan } from './batchPlan';
import { boundRows, boundScale, trainingLoss, type Losses } from './trainingLoss';

const logSlots = 512;

export function createGpuStepper(
  gpu: OpenedGpu,
  { engine, model, config, dataset, tables, initial }: StepperOptions,
  recordingOptions: RepeatedWorkOptions = {},
): Stepper {
  const { runtime } = gpu;
  const arena = new ParameterArena(runtime, model.parameters, initial);
  const control = new ControlBuffer(runtime, config.batchSize);
  const batches = createBatchMaker(runtime, batchPlan(config, dataset, tables), dataset, control);
  const ema = config.emaDecay > 0 ? arena.whole('average') : null;
  const adam = createAdam(runtime, {
    parameters: arena.whole('values'),
    gradients: arena.whole('gradients'),
    ema,
    accumulate: config.accumulation > 1,
    control,
  });
  const kept = new KeptCopy(runtime, [arena.whole('values'), ...(ema ? [ema] : []), adam.m, adam.v]);
  const log = createStepLog(runtime, { slots: logSlots, batch: config.batchSize, control });
  const losses: Losses = {
    simple: (prediction, target, weights) =>
      lossWithDetails(runtime, prediction, target, weights, config.loss, { root: true }),
    bound: (inputs) => variationalBound(runtime, inputs, { scale: boundScale(tables), root: true }),
  };
  const rows = boundRows(config, tables);
  // To the GPU now: a recording would take the upload for a part of the step.
  if (rows) runtime.binding(rows);
  const names = model.parameters.map(({ name }) => name);

  const pass = (of: 'values' | 'average', dropout: Dropout | null): Pass => ({
    ops: engine.ops,
    parameter: (name) => arena.tensor(name, of),
    dropout,
  });
  const trained = pass('values', createDropout(runtime, control.binding));
  const parameters = names.map((name) => arena.tensor(name));

  /** Everything from the control buffer to the log, on the GPU alone. */
  function step(): void {
    runtime.beginStep(parameters);
    tidy(() => {
      const batch = batches.make();
      let perSample: Tensor1D | null = null;
      const { value: loss, grads } = tfEngine().gradients(
        () => {
          const prediction = model.forward(trained, {
            x: batch.xt,
            t: batch.timesteps,
            labels: batch.labels,
          });
          const details = trainingLoss(losses, rows, prediction, batch);
          // It leaves the scope of the forward pass, which would dispose it.
          perSample = keep(details.perSample);
          return details.loss;
        },
        parameters,
        undefined,
        true,
      );
      if (!perSample) throw new LabError('internal', 'The loss gave no details.');
      const details: Tensor1D = perSample;
      arena.collectGradients(grads);
      adam.apply();
      log.append({ loss, perSample: details, positions: batch.positions, norm: adam.norm });
      details.dispose();
    });
  }

  const repeated = new RepeatedWork(runtime, step, recordingOptions);

  return {
    logSlots,
    prepare: (onProgress) => runtime.compileAhead(step, onProgress),
    microStep(values: TrainingControl) {
      control.write(values);
      return repeated.perform();
    },
    readLog: (first, count) => log.read(first, count),
    pass: (of) => pass(ema ? of : 'values', null),
    read: (of) => arena.read(of === 'adam.m' ? adam.m : of === 'adam.v' ? adam.v : of),
    write: (to, values) => arena.write(to === 'adam.m' ? adam.m : to === 'adam.v' ? adam.v : to, values),
    keep: () => kept.keep(),
    putBack: () => kept.putBack(),
    get recorded() {
      return repeated.recorded;
    },
    dispose() {
      rows?.dispose();
      for (const part of [repeated, log, kept, adam, batches, control, arena]) part.dispose();
    },
  };
}
