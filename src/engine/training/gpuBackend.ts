// Training on WebGPU: our kernels, parameters in an arena, the step recorded once and replayed.
import { ControlBuffer } from '../gpu/control';
import type { OpenedGpu } from '../gpu/device';
import { RepeatedWork } from '../gpu/repeatedWork';
import { createDropout } from '../ops/dropout/op';
import { lossWithDetails } from '../ops/loss/op';
import { createAdam } from './adam/op';
import { logSlots, setsOf, type BackendOptions, type TrainingBackend } from './backend';
import { createBatchMaker } from './batch/op';
import { batchPlan } from './batchPlan';
import { variationalBound } from './bound/op';
import { createStepLog } from './log/op';
import { matricesOf } from './muon/matrices';
import { ParameterArena } from './parameters';
import { boundScale } from './trainingLoss';

export function createGpuBackend({ runtime }: OpenedGpu, options: BackendOptions): TrainingBackend {
  const { model, config, dataset, tables, recording } = options;
  const sets = setsOf(config);
  const arena = new ParameterArena(runtime, model.parameters, [...sets, 'gradients']);
  const averaged = sets.includes('average');
  const parameters = model.parameters.map(({ name }) => arena.tensor(name));
  const control = new ControlBuffer(runtime, config.batchSize);
  const batches = createBatchMaker(runtime, batchPlan(options), dataset, control);
  const adam = createAdam(runtime, {
    weights: arena.whole('weights'),
    gradients: arena.whole('gradients'),
    average: averaged ? arena.whole('average') : null,
    m: arena.whole('m'),
    v: arena.whole('v'),
    accumulate: config.accumulation > 1,
    control,
    matrices: model.parameters.flatMap((spec) =>
      matricesOf(spec, config.optimizer).map((matrix) => ({ ...matrix, ...arena.floatsOf(spec.name) })),
    ),
  });
  const log = createStepLog(runtime, { slots: logSlots, batch: config.batchSize, control });
  return {
    averaged,
    begin() {
      runtime.gradients.beginStep(parameters);
      return batches.make();
    },
    parameter: (name, of) => arena.tensor(name, of),
    dropout: createDropout(runtime, control.binding),
    losses: {
      simple: (prediction, target, weights) =>
        lossWithDetails(runtime, prediction, target, weights, config.loss, { root: true }),
      bound: (inputs) => variationalBound(runtime, inputs, { scale: boundScale(tables), root: true }),
    },
    optimise(gradients) {
      arena.collectGradients(gradients);
      adam.apply();
    },
    log: (results) => log.append(results, adam.norm),
    repeat(step) {
      const work = new RepeatedWork(runtime, step, recording);
      return {
        prepare: (onProgress) => runtime.compileAhead(step, onProgress),
        perform(numbers) {
          control.write(numbers);
          return work.perform();
        },
        get recorded() {
          return work.recorded;
        },
        dispose: () => work.dispose(),
      };
    },
    readLog: (first, count) => log.read(first, count),
    read: (set) => arena.read(set),
    write: (set, values) => arena.write(set, values),
    dispose() {
      for (const part of [log, adam, batches, control, arena]) part.dispose();
    },
  };
}
