// Training steps from stock tfjs operations: WebGL's path, and what the kernels are measured against.
import {
  dispose,
  engine as tfEngine,
  keep,
  tensor,
  tidy,
  variable,
  type Tensor,
  type Variable,
} from '@tensorflow/tfjs-core';
import { LabError } from '../../lab/errors';
import { batchPlan } from './batchPlan';
import type { Values } from '../checkpoint/checkpoint';
import type { TrainingControl } from '../gpu/control';
import { StockAdam } from './adam/reference';
import { createStockBatchMaker } from './batch/reference';
import { createStockDropout, type DropoutAddress } from '../ops/dropout/reference';
import type { Dropout } from '../ops/ops';
import { lossWithDetailsReference } from '../ops/loss/reference';
import { StockStepLog } from './log/reference';
import { variationalBoundReference } from './bound/reference';
import type { Pass } from '../models/model';
import type { Stepper, StepperOptions } from './stepper';
import { boundRows, boundScale, trainingLoss, type Losses } from './trainingLoss';

const logSlots = 512;

export function createStockStepper({
  engine,
  model,
  config,
  dataset,
  tables,
  initial,
}: StepperOptions): Stepper {
  const specs = model.parameters;
  const make = (values: Values): Variable[] =>
    specs.map(({ name, shape }) => tidy(() => variable(tensor(valueOf(values, name), [...shape]), false)));
  const values = make(initial);
  const averages = config.emaDecay > 0 ? make(initial) : null;
  const batches = createStockBatchMaker(batchPlan(config, dataset, tables), dataset);
  const adam = new StockAdam(values, averages);
  const log = new StockStepLog(logSlots);
  const losses: Losses = {
    simple: (prediction, target, weights) =>
      lossWithDetailsReference(prediction, target, weights, config.loss),
    bound: (inputs) => variationalBoundReference(inputs, { scale: boundScale(tables) }),
  };
  const rows = boundRows(config, tables);
  const index = new Map(specs.map(({ name }, i) => [name, i]));

  const pass = (of: readonly Variable[], dropout: Dropout | null): Pass => ({
    ops: engine.ops,
    parameter: (name) => {
      const parameter = of[index.get(name) ?? -1];
      if (!parameter) throw new LabError('internal', `The model has no parameter "${name}".`);
      return parameter;
    },
    dropout,
  });
  let address: DropoutAddress = { seed: 0, draw: 0 };
  const trained = pass(
    values,
    createStockDropout(() => address),
  );

  const setOf = (name: 'values' | 'average' | 'adam.m' | 'adam.v'): readonly Variable[] =>
    ({ values, average: averages ?? values, 'adam.m': adam.firstMoments, 'adam.v': adam.secondMoments })[
      name
    ];

  /** All that a step changes. */
  const changing = [...values, ...(averages ?? []), ...adam.firstMoments, ...adam.secondMoments];
  let kept: Tensor[] = [];

  async function microStep(control: TrainingControl): Promise<void> {
    address = control;
    const batch = batches.make(control);
    const leaving: Tensor[] = [];
    const { value, grads } = tidy(() => {
      const result = tfEngine().gradients(
        () => {
          const prediction = model.forward(trained, {
            x: batch.xt,
            t: batch.timesteps,
            labels: batch.labels,
          });
          const details = trainingLoss(losses, rows, prediction, batch);
          leaving.push(keep(details.perSample));
          return details.loss;
        },
        [...values],
        undefined,
        true,
      );
      return { value: keep(result.value), grads: result.grads.map((gradient) => keep(gradient)) };
    });
    const [[loss = Number.NaN], perSample = [], positions] = await Promise.all([
      value.data<'float32'>(),
      leaving[0]?.data<'float32'>(),
      batch.positions.data<'float32'>(),
    ]);
    const applied = await adam.apply(grads, control);
    log.append({ ...applied, loss, perSample, positions }, control);
    dispose([value, grads, leaving, Object.values(batch)]);
  }

  return {
    logSlots,
    prepare: () => Promise.resolve(),
    microStep,
    readLog: (first, count) => Promise.resolve(log.read(first, count)),
    pass: (of) => pass(of === 'average' ? (averages ?? values) : values, null),
    read: async (of) =>
      new Map(
        await Promise.all(
          specs.map(async ({ name }, i): Promise<[string, Float32Array]> => {
            const data = await setOf(of)[i]?.data<'float32'>();
            return [name, Float32Array.from(data ?? [])];
          }),
        ),
      ),
    write(to, from) {
      specs.forEach(({ name, shape }, i) =>
        tidy(() => setOf(to)[i]?.assign(tensor(valueOf(from, name), [...shape]))),
      );
    },
    keep() {
      dispose(kept);
      // A clone shares the numbers, which an assignment to the variable leaves alone.
      kept = changing.map((variable) => keep(variable.clone()));
      return Promise.resolve(true);
    },
    putBack() {
      changing.forEach((variable, i) => {
        const value = kept[i];
        if (value) tidy(() => variable.assign(value.clone()));
      });
    },
    recorded: null,
    dispose() {
      dispose(kept);
      batches.dispose();
      adam.dispose();
      dispose([values, averages ?? [], rows ?? []]);
    },
  };
}

function valueOf(values: Values, name: string): Float32Array {
  const value = values.get(name);
  if (!value) throw new LabError('internal', `Parameter "${name}" has no value to start from.`);
  return value;
}
