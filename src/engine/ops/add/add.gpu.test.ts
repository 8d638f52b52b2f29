import { expect, test } from 'vitest';
import { add as stockAdd, zeros, type Tensor } from '@tensorflow/tfjs-core';
import { testGpu } from '../../../test/gpu';
import { checkKernel } from '../../../test/kernelContract';
import { add } from './op';

test.each([[[2, 3, 4]], [[7, 3]]])('addition of %j', async (shape) => {
  await checkKernel({
    inputs: [{ shape }, { shape }],
    kernel: (runtime, [a, b]) => add(runtime, a as Tensor, b as Tensor),
    reference: ([a, b]) => stockAdd(a as Tensor, b as Tensor),
  });
});

test('a sum of a tensor with itself, used twice more, gets all four gradients', async () => {
  await checkKernel({
    inputs: [{ shape: [5] }],
    kernel: (runtime, [a]) => {
      const twice = add(runtime, a as Tensor, a as Tensor);
      return add(runtime, twice, twice);
    },
    reference: ([a]) => {
      const twice = stockAdd(a as Tensor, a as Tensor);
      return stockAdd(twice, twice);
    },
  });
});

test('shapes that would need broadcasting are refused', async () => {
  const { runtime } = await testGpu();
  expect(() => add<Tensor>(runtime, zeros([2, 3]), zeros([3]))).toThrow('[2, 3] and [3]');
});
