import { expect, test } from 'vitest';
import { tensor1d, tidy, type Tensor1D } from '@tensorflow/tfjs-core';
import { testGpu } from '../../../test/gpu';
import { checkKernel } from '../../../test/kernelContract';
import { timestepEmbedding } from './op';
import { timestepEmbeddingReference } from './reference';

const times = [0, 1, 249, 500.5, 999, 1000];

test.each([
  { dim: 32, order: 'cos-sin', shift: 0 },
  { dim: 6, order: 'sin-cos', shift: 1 },
] as const)('time steps in $dim numbers, $order, shift $shift', async (options) => {
  await checkKernel({
    inputs: [{ shape: [times.length], values: times, constant: true }],
    kernel: (runtime, [t]) => timestepEmbedding(runtime, t as Tensor1D, options),
    reference: ([t]) => timestepEmbeddingReference(t as Tensor1D, options),
    smooth: false,
  });
});

test('whole time steps at frequency 1 are exact to 1e-6, 159 turns out', async () => {
  const { runtime } = await testGpu();
  const all = Array.from({ length: 1001 }, (_, t) => t);
  const y = tidy(() => timestepEmbedding(runtime, tensor1d(all), { dim: 2, order: 'sin-cos', shift: 0 }));
  const values = Float32Array.from(await y.data());
  const worst = all.reduce(
    (w, t) =>
      Math.max(
        w,
        Math.abs((values[2 * t] ?? NaN) - Math.sin(t)),
        Math.abs((values[2 * t + 1] ?? NaN) - Math.cos(t)),
      ),
    0,
  );
  expect(worst).toBeLessThan(1e-6);
});
