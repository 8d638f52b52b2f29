import { test } from 'vitest';
import { concat as stockConcat, type Tensor4D } from '@tensorflow/tfjs-core';
import { checkKernel } from '../../../test/kernelContract';
import { concat } from './op';

test.each([
  [8, 4],
  [3, 6],
  [4, 1],
])('joining %i and %i channels', async (first, second) => {
  await checkKernel({
    inputs: [{ shape: [2, 3, 5, first] }, { shape: [2, 3, 5, second] }],
    kernel: (runtime, [a, b]) => concat(runtime, a as Tensor4D, b as Tensor4D),
    reference: ([a, b]) => stockConcat([a as Tensor4D, b as Tensor4D], 3),
  });
});
