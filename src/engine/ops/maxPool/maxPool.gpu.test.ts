import { expect, test } from 'vitest';
import { grad, tensor4d, tidy, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core';
import { testGpu } from '../../../test/gpu';
import { checkKernel } from '../../../test/kernelContract';
import { maxPool } from './op';
import { maxPoolReference } from './reference';

test.each([[[2, 4, 6, 4]], [[3, 7, 5, 3]], [[2, 7, 4, 8]], [[1, 2, 3, 1]]])('pooling %j', async (shape) => {
  await checkKernel({
    inputs: [{ shape }],
    kernel: (runtime, [x]) => maxPool(runtime, x as Tensor4D),
    reference: ([x]) => maxPoolReference(x as Tensor4D),
    smooth: false,
  });
});

test('among equals the first in reading order gets the gradient', async () => {
  const { runtime } = await testGpu();
  const x = tensor4d([1, 5, 5, 5], [1, 2, 2, 1]);
  const dx = tidy(() => grad((t: Tensor) => maxPool(runtime, t as Tensor4D))(x, tensor4d([3], [1, 1, 1, 1])));
  expect([...(await dx.data())]).toEqual([0, 3, 0, 0]);
});
