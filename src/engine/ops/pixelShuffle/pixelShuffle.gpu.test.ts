import { expect, test } from 'vitest';
import { tensor4d, tidy, zeros, type Rank, type Tensor4D } from '@tensorflow/tfjs-core';
import { testGpu } from '../../../test/gpu';
import { checkKernel } from '../../../test/kernelContract';
import { pixelShuffle, pixelUnshuffle } from './op';
import { pixelShuffleReference, pixelUnshuffleReference } from './reference';

test.each([[[2, 4, 6, 1]], [[3, 2, 2, 4]], [[2, 6, 2, 3]]])('unshuffling %j', async (shape) => {
  await checkKernel({
    inputs: [{ shape }],
    kernel: (runtime, [x]) => pixelUnshuffle(runtime, x as Tensor4D),
    reference: ([x]) => pixelUnshuffleReference(x as Tensor4D),
  });
});

test.each([[[2, 3, 5, 4]], [[3, 1, 2, 16]], [[1, 7, 7, 12]]])('shuffling %j', async (shape) => {
  await checkKernel({
    inputs: [{ shape }],
    kernel: (runtime, [x]) => pixelShuffle(runtime, x as Tensor4D),
    reference: ([x]) => pixelShuffleReference(x as Tensor4D),
  });
});

test('the channels of a block are in reading order, and shuffling brings them back', async () => {
  const { runtime } = await testGpu();
  const x = tensor4d([1, 2, 3, 4], [1, 2, 2, 1]);
  const small = tidy(() => pixelUnshuffle(runtime, x));
  expect(small.shape).toEqual([1, 1, 1, 4]);
  expect([...(await small.data())]).toEqual([1, 2, 3, 4]);
  const back = tidy(() => pixelShuffle(runtime, small));
  expect([...(await back.data())]).toEqual([1, 2, 3, 4]);
});

test('odd sides and odd channels are refused', async () => {
  const { runtime } = await testGpu();
  expect(() => pixelUnshuffle(runtime, zeros<Rank.R4>([1, 7, 4, 1]))).toThrow('7 × 4');
  expect(() => pixelShuffle(runtime, zeros<Rank.R4>([1, 4, 4, 6]))).toThrow('6 channels');
});
