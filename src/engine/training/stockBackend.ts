// Training by stock tfjs operations: WebGL's path, and what the kernels are measured against.
import {
  dispose,
  keep,
  tensor,
  tidy,
  variable,
  zeros,
  type Tensor,
  type Variable,
} from '@tensorflow/tfjs-core';
import { LabError } from '../../lab/errors';
import type { TrainingControl } from '../gpu/control';
import type { WeightSet } from '../models/weights';
import { createStockDropout } from '../ops/dropout/reference';
import { lossWithDetailsReference } from '../ops/loss/reference';
import { StockAdam, type AppliedStep } from './adam/reference';
import { logSlots, setsOf, type BackendOptions, type TrainingBackend } from './backend';
import { createStockBatchMaker } from './batch/reference';
import { batchPlan } from './batchPlan';
import { variationalBoundReference } from './bound/reference';
import { matricesOf } from './muon/matrices';
import type { StepResults } from './log/op';
import { StockStepLog, type StockStepResults } from './log/reference';
import { boundScale } from './trainingLoss';

/** A step between its pieces, with what has to be waited for. */
interface StepUnderWay {
  readonly numbers: TrainingControl;
  gradients: readonly Tensor[];
  results: StepResults | null;
}

export function createStockBackend(options: BackendOptions): TrainingBackend {
  const { model, config, dataset } = options;
  const specs = model.parameters;
  const index = new Map(specs.map(({ name }, i) => [name, i]));
  const sets = setsOf(config);
  const variables = new Map(
    sets.map((set) => [set, specs.map(({ shape }) => tidy(() => variable(zeros([...shape]), false)))]),
  );
  const of = (set: WeightSet): readonly Variable[] => {
    const found = variables.get(set);
    if (!found) throw new LabError('internal', `There are no parameters "${set}".`);
    return found;
  };
  const average = variables.get('average') ?? null;
  const batches = createStockBatchMaker(batchPlan(options), dataset);
  const matrices = specs.map((spec) => matricesOf(spec, config.optimizer));
  const adam = new StockAdam({ weights: of('weights'), average, m: of('m'), v: of('v'), matrices });
  const log = new StockStepLog(logSlots);
  let underWay: StepUnderWay | null = null;
  const present = (): StepUnderWay => {
    if (!underWay) throw new LabError('internal', 'There is no step under way.');
    return underWay;
  };
  return {
    averaged: average !== null,
    begin: () => batches.make(present().numbers),
    parameter(name, set) {
      const parameter = of(set)[index.get(name) ?? -1];
      if (!parameter) throw new LabError('internal', `The model has no parameter "${name}".`);
      return parameter;
    },
    dropout: createStockDropout(() => present().numbers),
    losses: {
      simple: (prediction, target, weights) =>
        lossWithDetailsReference(prediction, target, weights, config.loss),
      bound: (inputs) => variationalBoundReference(inputs, { scale: boundScale(options.tables) }),
    },
    // The norm of the gradient has to be read first, so both wait for the end of the step.
    optimise(gradients) {
      present().gradients = specs.map(({ shape }, i) => held(gradients[i] ?? zeros([...shape])));
    },
    log(results) {
      const { loss, perSample, positions } = results;
      present().results = { loss: held(loss), perSample: held(perSample), positions: held(positions) };
    },
    repeat: (step) => ({
      prepare: () => Promise.resolve(),
      async perform(numbers) {
        const own: StepUnderWay = { numbers, gradients: [], results: null };
        underWay = own;
        step();
        const { gradients, results } = own;
        if (!results) throw new LabError('internal', 'A step ended without its results.');
        const applied = await adam.apply(gradients, numbers);
        log.append({ ...(await read(results)), ...applied }, numbers);
        dispose([...gradients, ...Object.values(results)]);
      },
      recorded: null,
      dispose: () => undefined,
    }),
    readLog: (first, count) => Promise.resolve(log.read(first, count)),
    async read(set) {
      // The next step gives the variables new tensors.
      const present = of(set).map(held);
      const values = await Promise.all(present.map((parameter) => parameter.data<'float32'>()));
      dispose(present);
      return new Map(specs.map(({ name }, i) => [name, Float32Array.from(values[i] ?? [])]));
    },
    write: (set, values) =>
      specs.forEach(({ name, shape }, i) => {
        const value = values.get(name);
        if (!value) throw new LabError('internal', `Parameter "${name}" has no value to start from.`);
        tidy(() => of(set)[i]?.assign(tensor(value, [...shape])));
      }),
    dispose() {
      batches.dispose();
      adam.dispose();
      dispose([...variables.values()].flat());
    },
  };
}

/** The same numbers, which outlive the step's tensors. */
const held = <T extends Tensor>(x: T): T => keep(x.clone());

async function read(results: StepResults): Promise<Omit<StockStepResults, keyof AppliedStep>> {
  const [[loss = Number.NaN], perSample, positions] = await Promise.all([
    results.loss.data<'float32'>(),
    results.perSample.data<'float32'>(),
    results.positions.data<'float32'>(),
  ]);
  return { loss, perSample, positions };
}
