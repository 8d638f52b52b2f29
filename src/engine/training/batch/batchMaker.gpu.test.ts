import { expect, test } from 'vitest';
import type { Dataset } from '../../../datasets/types';
import { testGpu } from '../../../test/gpu';
import { trainingControl } from '../../../test/control';
import { expectClose } from '../../../test/kernelContract';
import { gaussians, streams } from '../../../diffusion/random';
import { processes } from '../../../diffusion/process/index';
import type { PredictionType } from '../../../diffusion/objective/predict';
import { ControlBuffer, encodeControl, type TrainingControl } from '../../gpu/control';
import { createBatchMaker } from './op';
import type { BufferLimits } from './parts';
import type { Batch, BatchPlan } from './plan';
import { createStockBatchMaker } from './reference';

function datasetOf(height: number, width: number, channels: number): Dataset {
  const count = 11;
  const images = Uint8Array.from({ length: count * height * width * channels }, (_, i) => (i * 89 + 7) % 256);
  const labels = Uint8Array.from({ length: count }, (_, i) => i % 4);
  const classNames = ['a', 'b', 'c', 'd'];
  return { name: 'own', count, height, width, channels, images, labels, classNames, credit: '' };
}

const planOf = (dataset: Dataset, change: Partial<BatchPlan>): BatchPlan => ({
  batch: 5,
  height: dataset.height,
  width: dataset.width,
  channels: dataset.channels,
  classCount: 4,
  table: { signal: [1, 0.8, 0.28], noise: [0.1, 0.6, 0.96], weight: [2, 1, 0.5], time: [0, 1, 2] },
  predictionType: 'epsilon',
  process: processes.gaussian,
  horizontalFlips: false,
  paired: false,
  ...change,
});

const controlOf = (change: Partial<TrainingControl>): TrainingControl =>
  trainingControl({
    seed: 4_000_000_000,
    draw: 17,
    indices: [10, 0, 3, 3, 7],
    timesteps: [0, 2, 1, 0, 2],
    ...change,
  });

type Values = Readonly<Record<keyof Batch, Float32Array>>;

async function read(batch: Batch): Promise<Values> {
  const of = async (key: keyof Batch): Promise<Float32Array> => {
    const values = Float32Array.from(await batch[key].data());
    batch[key].dispose();
    return values;
  };
  return {
    xt: await of('xt'),
    target: await of('target'),
    timesteps: await of('timesteps'),
    labels: await of('labels'),
    weights: await of('weights'),
    positions: await of('positions'),
  };
}

async function both(
  dataset: Dataset,
  plan: BatchPlan,
  values: TrainingControl,
  limits?: BufferLimits,
): Promise<[Values, Values]> {
  const { runtime } = await testGpu();
  const control = new ControlBuffer(runtime, plan.batch);
  const maker = createBatchMaker(runtime, plan, dataset, control, limits);
  control.write(values);
  const actual = await read(maker.make(values));
  maker.dispose();
  control.dispose();
  return [actual, await read(createStockBatchMaker(plan, dataset).make(values))];
}

function expectSame(actual: Values, expected: Values): void {
  for (const key of ['xt', 'target', 'positions'] as const)
    expectClose(actual[key], expected[key], 2e-6, key);
  for (const key of ['timesteps', 'labels', 'weights'] as const) expect(actual[key]).toEqual(expected[key]);
}

const predictionTypes: readonly PredictionType[] = ['epsilon', 'sample', 'v_prediction', 'flow'];

test.each(predictionTypes)('%s: the batch of the CPU, for images of 7×5×3', async (predictionType) => {
  const dataset = datasetOf(7, 5, 3);
  const [actual, expected] = await both(dataset, planOf(dataset, { predictionType }), controlOf({}));
  expectSame(actual, expected);
});

test.each([
  ['two', 600],
  ['three', 464],
  ['four, of which the last holds three bytes,', 384],
])('the batch is the same where the images lie in %s buffers, whose borders cut images', async (_, most) => {
  const dataset = datasetOf(7, 5, 3);
  expect(dataset.images.length).toBe(1155);
  const plan = planOf(dataset, { batch: 11, horizontalFlips: true });
  const indices = Array.from({ length: 11 }, (__, i) => i);
  const values = controlOf({ indices, timesteps: indices.map((i) => i % 3) });
  const limits = {
    maxBufferSize: 1e9,
    maxStorageBufferBindingSize: most,
    maxStorageBuffersPerShaderStage: 8,
  };
  const [inParts, expected] = await both(dataset, plan, values, limits);
  const [inOne] = await both(dataset, plan, values);
  expectSame(inParts, expected);
  expect(inParts).toEqual(inOne);
});

test('flips, null classes and corruption are those of the CPU', async () => {
  const dataset = datasetOf(4, 6, 1);
  const batch = 40;
  const indices = Array.from({ length: batch }, (_, i) => (i * 7) % dataset.count);
  const plan = planOf(dataset, {
    batch,
    horizontalFlips: true,
    process: processes.corrupt,
    predictionType: 'sample',
  });
  const values = controlOf({ indices, timesteps: indices.map(() => 0), nullClassRate: 0.3 });
  const [actual, expected] = await both(dataset, plan, values);
  expectSame(actual, expected);
  const nulls = actual.labels.filter((label) => label === 4).length;
  expect(nulls).toBeGreaterThan(4);
  expect(nulls).toBeLessThan(22);
  // Clean targets are the pictures themselves or their mirror images: both occur.
  const mirrored = indices.filter((index, i) => {
    const row = [...dataset.images.subarray(index * 24, index * 24 + 6)].map((byte) =>
      Math.fround(byte / 255),
    );
    const seen = [...actual.target.subarray(i * 24, i * 24 + 6)];
    const matches = (a: number[]): boolean => a.every((v, k) => Math.abs(v - (seen[k] ?? NaN)) < 1e-6);
    expect(matches(row) || matches(row.toReversed())).toBe(true);
    return matches(row.toReversed());
  });
  expect(mirrored.length).toBeGreaterThan(8);
  expect(mirrored.length).toBeLessThan(32);
});

test.each(['gaussian', 'corrupt'] as const)('the slices of a batch make up the whole, %s', async (name) => {
  const dataset = datasetOf(3, 5, 1);
  const parts = [
    { firstSample: 0, indices: [10, 0, 3], timesteps: [0, 2, 1] },
    { firstSample: 3, indices: [3, 7, 1], timesteps: [0, 2, 1] },
  ];
  const made = (batch: number, slice: Partial<TrainingControl>): Promise<[Values, Values]> => {
    const plan = planOf(dataset, { batch, process: processes[name], horizontalFlips: true });
    return both(dataset, plan, controlOf({ ...slice, nullClassRate: 0.5 }));
  };
  const indices = parts.flatMap((part) => part.indices);
  const timesteps = parts.flatMap((part) => part.timesteps);
  const [whole] = await made(6, { indices, timesteps });
  for (const part of parts) {
    const [actual, onCpu] = await made(3, part);
    expectSame(actual, onCpu);
    for (const key of Object.keys(whole) as (keyof Batch)[]) {
      const size = whole[key].length / 6;
      const expected = whole[key].slice(part.firstSample * size, (part.firstSample + 3) * size);
      expect(actual[key], key).toEqual(expected);
    }
  }
});

test('of pairs, each image has the noise of its number, however often and in which step it comes', async () => {
  // 7×5×3 = 105 pixels: pictures that begin within a block of four numbers.
  const dataset = datasetOf(7, 5, 3);
  const pixels = 105;
  const plan = planOf(dataset, { paired: true });
  const [actual, expected] = await both(dataset, plan, controlOf({}));
  expectSame(actual, expected);
  // ε-prediction: the target is the noise. Images 3 and 3 share theirs; image 10's is the same in another step.
  const noiseOf = ({ target }: Values, i: number): number[] => [
    ...target.subarray(i * pixels, (i + 1) * pixels),
  ];
  expect(noiseOf(actual, 2)).toEqual(noiseOf(actual, 3));
  const [later] = await both(dataset, plan, controlOf({ draw: 18 }));
  expect(noiseOf(later, 0)).toEqual(noiseOf(actual, 0));
  const drawn = gaussians({ seed: 4_000_000_000, stream: streams.pairs }, pixels, 10 * pixels);
  expectClose(Float32Array.from(noiseOf(actual, 0)), Float32Array.from(drawn), 2e-6, 'noise');
});

test('xₜ and target are what the table says of the same noise', async () => {
  const dataset = datasetOf(4, 4, 1);
  const [{ xt, target, positions, weights }] = await both(dataset, planOf(dataset, {}), controlOf({}));
  const [signal, noise] = [0.28, 0.96];
  for (let p = 16; p < 32; p++) {
    const x0 = (dataset.images[p - 16] ?? NaN) / 127.5 - 1;
    expect(xt[p]).toBeCloseTo(signal * x0 + noise * (target[p] ?? NaN), 5);
  }
  expect([...positions]).toEqual([0, 2 / 3, 1 / 3, 0, 2 / 3].map(Math.fround));
  expect([...weights]).toEqual([2, 0.5, 1, 2, 0.5]);
});

test('a step uploads at most 1 kB for a batch of 112', () => {
  const indices = Array.from({ length: 112 }, (_, i) => i);
  expect(encodeControl(controlOf({ indices, timesteps: indices })).byteLength).toBe(1024);
});
