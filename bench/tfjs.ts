// Stock tfjs as a contestant, as its users have it: stock operations, `train.adam`, the backend's own flags.
import {
  dispose,
  env,
  reshape,
  tensor,
  train,
  variable,
  type Rank,
  type Scalar,
  type Variable,
} from '@tensorflow/tfjs-core';
import { batchPlan } from '../src/engine/training/batchPlan';
import type { Engine } from '../src/engine/engine';
import { createStockBatchMaker } from '../src/engine/training/batch/reference';
import { stockOps } from '../src/engine/ops/stockOps';
import type { Pass } from '../src/engine/models/model';
import { LabError } from '../src/lab/errors';
import type { Work } from './cases';
import type { Contestant, Peer } from './contestant';
import type { Meter } from './meter';

/** Runs on the backend that `engine` has set. */
export function startTfjs(engine: Engine, work: Work, meter: Meter): Contestant {
  const { model, config, dataset, tables, initial } = work;
  const { gpu } = engine;
  if (!gpu) throw new LabError('no-gpu', 'The benchmark needs WebGPU.');
  const variables = new Map<string, Variable>();
  for (const { name, shape } of model.parameters) {
    const start = tensor(initial.weights.get(name) ?? [], [...shape]);
    variables.set(name, variable(start));
    start.dispose();
  }
  const optimizer = train.adam(config.learningRate, config.adamBeta1, config.adamBeta2, 1e-8);
  const batches = createStockBatchMaker(
    batchPlan({ config: config, dataset: dataset, tables: tables }),
    dataset,
  );
  const pass: Pass = {
    ops: stockOps,
    parameter: (name) => {
      const parameter = variables.get(name);
      if (!parameter) throw new LabError('internal', `The model has no parameter "${name}".`);
      return parameter;
    },
    // No case drops anything out.
    dropout: null,
  };
  let step = 0;
  let last = NaN;

  async function oneStep(): Promise<void> {
    const batch = batches.make(work.control(step++));
    const cost = optimizer.minimize(
      () => {
        const x = model.forward(pass, { x: batch.xt, t: batch.timesteps, labels: batch.labels });
        return reshape<Rank.R0>(stockOps.loss(x, batch.target, batch.weights, config.loss), []);
      },
      true,
      [...variables.values()],
    ) as Scalar;
    [last = NaN] = await cost.data<'float32'>();
    dispose([cost, Object.values(batch)]);
  }

  return {
    engine: 'tfjs',
    meter,
    async step() {
      env().set('WEBGPU_CPU_FORWARD', true);
      await oneStep().finally(() => env().set('WEBGPU_CPU_FORWARD', false));
      gpu.runtime.flush();
      await gpu.runtime.answers.workDone();
      engine.check();
    },
    loss: () => Promise.resolve(last),
    dispose() {
      optimizer.dispose();
      batches.dispose();
      dispose([...variables.values()]);
    },
  };
}

export const tfjsPeer: Peer = {
  name: 'tfjs',
  enter: (engine, work, meter) =>
    Promise.resolve({ meter, start: () => Promise.resolve(startTfjs(engine, work, meter)) }),
};
