import { test } from 'vitest';
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { checkKernel } from '../../../test/kernelContract';
import { embedding } from './op';
import { embeddingReference } from './reference';

test.each([
  { rows: 11, dim: 8, ids: [3, 10, 3, 0, 3] },
  { rows: 2, dim: 7, ids: [1] },
])('$ids of $rows rows of $dim', async ({ rows, dim, ids }) => {
  await checkKernel({
    inputs: [{ shape: [rows, dim] }, { shape: [ids.length], dtype: 'int32', values: ids, constant: true }],
    kernel: (runtime, [table, t]) => embedding(runtime, table as Tensor2D, t as Tensor1D),
    reference: ([table, t]) => embeddingReference(table as Tensor2D, t as Tensor1D),
  });
});
