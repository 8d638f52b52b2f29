import { expect, test } from 'vitest';
import { tensor1d, tidy, type Tensor } from '@tensorflow/tfjs-core';
import { testGpu } from '../../../test/gpu';
import { checkKernel } from '../../../test/kernelContract';
import { silu } from './op';
import { siluReference } from './reference';

test.each([[[2, 3, 4]], [[7, 3]], [[1]]])('SiLU of %j', async (shape) => {
  await checkKernel({
    inputs: [{ shape }],
    kernel: (runtime, [x]) => silu(runtime, x as Tensor),
    reference: ([x]) => siluReference(x as Tensor),
  });
});

test('SiLU of huge numbers is finite', async () => {
  const { runtime } = await testGpu();
  const y = tidy(() => silu(runtime, tensor1d([-1e4, 0, 1e4])));
  expect([...(await y.data())].map((v) => v + 0)).toEqual([0, 0, 1e4]);
});
