// jax-js as a contestant. It opens a device of its own on the same adapter, once for the process.
import { defaultDevice, getWebGPUDevice, init, numpy as np, tree } from '@jax-js/jax';
import { batchPlan } from '../src/engine/training/batchPlan';
import { createStockBatchMaker } from '../src/engine/training/batch/reference';
import { LabError } from '../src/lab/errors';
import type { Work } from './cases';
import type { Contestant, Peer } from './contestant';
import { jaxStep, type Arrays, type JaxState } from './jaxBasicUnet';
import { Meter } from './meter';

let opened: Meter | null = null;

/** The meter of jax-js's device. @throws LabError `no-gpu` where jax-js finds none. */
export async function openJax(): Promise<Meter> {
  if (opened) return opened;
  if (!(await init('webgpu')).includes('webgpu')) throw new LabError('no-gpu', 'jax-js found no WebGPU.');
  defaultDevice('webgpu');
  opened = new Meter(getWebGPUDevice());
  return opened;
}

/** BasicUNet only. Every step trains on the first batch, which lies on the GPU already. */
export async function startJax(work: Work, meter: Meter): Promise<Contestant> {
  const { config, dataset, tables } = work;
  let state = initialState(work);
  const batch = createStockBatchMaker(
    batchPlan({ config: config, dataset: dataset, tables: tables }),
    dataset,
  ).make(work.control(0));
  const [x, target] = await Promise.all(
    [batch.xt, batch.target].map(async (images) => {
      const values = Float32Array.from(await images.data<'float32'>());
      // One channel: [batch, 28, 28, 1] and [batch, 1, 28, 28] hold the same numbers in the same order.
      return np.array(values).reshape([config.batchSize, 1, dataset.height, dataset.width]);
    }),
  );
  for (const part of Object.values(batch)) part.dispose();
  if (!x || !target) throw new LabError('internal', 'The batch has no images.');
  let step = 0;
  let last = NaN;
  return {
    engine: 'jax-js',
    meter,
    async step() {
      step++;
      const result = jaxStep(state, {
        x: x.ref,
        target: target.ref,
        stepSize: np.array(config.learningRate / (1 - config.adamBeta1 ** step)),
        momentScale: np.array(Math.sqrt(1 - config.adamBeta2 ** step)),
      });
      state = result.state;
      [last = NaN] = await result.loss.data();
      await getWebGPUDevice().queue.onSubmittedWorkDone();
    },
    loss: () => Promise.resolve(last),
    dispose() {
      tree.dispose(state);
      x.dispose();
      target.dispose();
    },
  };
}

function initialState({ model, initial }: Work): JaxState {
  const state: JaxState = { weights: {}, m: {}, v: {} };
  for (const { name, shape } of model.parameters) {
    const values = np.array(Float32Array.from(initial.weights.get(name) ?? [])).reshape([...shape]);
    const isFilter = shape.length === 4;
    const weights = isFilter ? np.transpose(values, [3, 2, 0, 1]) : values;
    state.weights[name] = weights;
    state.m[name] = zerosLike(weights);
    state.v[name] = zerosLike(weights);
  }
  return state;
}

const zerosLike = (array: Arrays[string]): Arrays[string] => np.zeros(array.shape);

export const jaxPeer: Peer = {
  name: 'jax-js',
  async enter(_engine, work) {
    const meter = await openJax();
    return { meter, start: () => startJax(work, meter) };
  },
};
