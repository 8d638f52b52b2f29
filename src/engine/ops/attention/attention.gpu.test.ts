import { expect, test } from 'vitest';
import { tensor3d, tidy, zeros, type Rank, type Tensor3D } from '@tensorflow/tfjs-core';
import { testGpu } from '../../../test/gpu';
import { checkKernel } from '../../../test/kernelContract';
import { attention } from './op';
import { attentionReference } from './reference';

test.each([
  { batch: 2, length: 49, channels: 16, heads: 2 },
  { batch: 1, length: 70, channels: 4, heads: 1 },
  { batch: 1, length: 67, channels: 6, heads: 2 },
  { batch: 2, length: 131, channels: 2, heads: 2 },
  { batch: 2, length: 9, channels: 32, heads: 1 },
  { batch: 3, length: 1, channels: 4, heads: 1 },
  { batch: 2, length: 11, channels: 5, heads: 1 },
])('attention over $length tokens of $channels channels, $heads heads', async (c) => {
  await checkKernel({
    inputs: [{ shape: [c.batch, c.length, 3 * c.channels] }],
    kernel: (runtime, [qkv]) => attention(runtime, qkv as Tensor3D, { heads: c.heads }),
    reference: ([qkv]) => attentionReference(qkv as Tensor3D, { heads: c.heads }),
  });
});

test('large scores neither overflow nor lose the largest key', async () => {
  const { runtime } = await testGpu();
  // Query 300 against keys 0, 100, 200, 300: softmax puts everything on the last, whose value is 4.
  const rows = [0, 100, 200, 300].map((k, i) => [300, k, i + 1]);
  const y = tidy(() => attention(runtime, tensor3d([rows]), { heads: 1 }));
  expect([...(await y.data())]).toEqual([4, 4, 4, 4]);
});

test('what attention cannot do is refused', async () => {
  const { runtime } = await testGpu();
  expect(() => attention(runtime, zeros<Rank.R3>([1, 4, 30]), { heads: 4 })).toThrow('3 × 4 heads');
  expect(() => attention(runtime, zeros<Rank.R3>([1, 5000, 3]), { heads: 1 })).toThrow('4096');
});
