// The processor in WebAssembly computes what tfjs computes in plain JavaScript, which its authors hold against TensorFlow.
import { conv2d, engine, grads, maxPool, setBackend, tensor4d, type Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { gaussians, streams } from '../../diffusion/random';
import { expectClose } from '../../test/kernelContract';
import { openProcessor } from '../../test/processor';
import { operationErrors } from '../../test/stockOperations';
import { selfTest } from '../check/selfTest';

const backends = ['cpu', 'wasm'] as const;

const normals = (step: number, shape: readonly [number, number, number, number]): Tensor4D =>
  tensor4d(
    Float32Array.from(
      gaussians(
        { seed: 6, stream: streams.weights, step },
        shape.reduce((a, b) => a * b, 1),
      ),
    ),
    [...shape],
  );

beforeAll(async () => {
  await openProcessor();
});

beforeEach(() => setBackend('wasm').then(() => undefined));

test('it passes the self-test', async () => {
  await expect(selfTest(await openProcessor())).resolves.toBeUndefined();
});

test('every stock operation and its gradients are those of plain JavaScript', async () => {
  const errors = await operationErrors('wasm');
  expect(Object.keys(errors).length).toBeGreaterThanOrEqual(20);
  expect(Object.entries(errors).filter(([, error]) => !(error <= 1e-4))).toEqual([]);
});

/** Batch, rows, columns, channels; side of the filter, its outputs; stride; padding. */
const convolutions = [
  [2, 6, 6, 3, 3, 4, 1, 1],
  [2, 7, 5, 3, 1, 4, 1, 0],
  [3, 8, 8, 2, 3, 5, 2, 1],
  [1, 9, 7, 2, 3, 3, 2, 1],
  // The last row and column are read by no tap.
  [2, 8, 6, 2, 3, 3, 2, 0],
  [1, 10, 9, 1, 3, 2, 3, 0],
  [2, 9, 9, 2, 5, 3, 2, 2],
  [1, 6, 6, 4, 2, 3, 2, 0],
] as const;

test.each(convolutions)(
  'gradients of a convolution: %i×%i×%i×%i by a filter of %i to %i, stride %i, padding %i',
  async (batch, rows, columns, channels, side, outputs, stride, padding) => {
    const results: Float32Array[][] = [];
    for (const backend of backends) {
      await setBackend(backend);
      const x = normals(0, [batch, rows, columns, channels]);
      const filter = normals(1, [side, side, channels, outputs]);
      const convolve = (a: Tensor4D, f: Tensor4D): Tensor4D =>
        conv2d(a, f, stride, padding, 'NHWC', 1, 'floor');
      const dy = normals(2, convolve(x, filter).shape);
      const gradients = grads(convolve as Parameters<typeof grads>[0])([x, filter], dy);
      results.push(await Promise.all(gradients.map(async (g) => Float32Array.from(await g.data()))));
    }
    const [expected, actual] = results;
    for (const i of [0, 1])
      expectClose(
        actual?.[i] ?? new Float32Array(),
        expected?.[i] ?? new Float32Array(),
        1e-4,
        `gradient ${i}`,
      );
  },
);

describe('the gradient of max-pooling', () => {
  const gradientOf = async (values: readonly number[]): Promise<number[]> => {
    const x = tensor4d([...values], [1, 2, 4, 1]);
    const [gradient] = grads((a) => maxPool(a as Tensor4D, 2, 2, 'valid'))(
      [x],
      tensor4d([5, 7], [1, 1, 2, 1]),
    );
    return [...((await gradient?.data()) ?? [])];
  };

  test('reaches windows without a positive number', async () => {
    expect(await gradientOf([-4, -3, -1, 0, -1, -2, -9, -8])).toEqual([0, 0, 0, 7, 5, 0, 0, 0]);
  });

  test('goes to the first of equal numbers', async () => {
    expect(await gradientOf([2, 2, 0, 0, 2, 2, 0, 0])).toEqual([5, 0, 7, 0, 0, 0, 0, 0]);
  });
});

test('a copy lives on when its original is let go', async () => {
  const x = normals(3, [1, 2, 2, 1]);
  const expected = Float32Array.from(x.dataSync());
  const tensors = engine().memory().numTensors;
  const copy = x.clone();
  x.dispose();
  expect(await copy.data()).toEqual(expected);
  copy.dispose();
  expect(engine().memory().numTensors).toBe(tensors - 1);
});
