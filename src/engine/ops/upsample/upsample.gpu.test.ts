import { test } from 'vitest';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { checkKernel } from '../../../test/kernelContract';
import { upsample } from './op';
import { upsampleReference } from './reference';

test.each([[[2, 3, 5, 4]], [[3, 7, 1, 3]], [[1, 1, 1, 1]]])('enlarging %j', async (shape) => {
  await checkKernel({
    inputs: [{ shape }],
    kernel: (runtime, [x]) => upsample(runtime, x as Tensor4D),
    reference: ([x]) => upsampleReference(x as Tensor4D),
  });
});

test('enlarging and adding', async () => {
  await checkKernel({
    inputs: [{ shape: [2, 3, 2, 4] }, { shape: [2, 6, 4, 4] }],
    kernel: (runtime, [x, residual]) => upsample(runtime, x as Tensor4D, { residual: residual as Tensor4D }),
    reference: ([x, residual]) => upsampleReference(x as Tensor4D, { residual: residual as Tensor4D }),
  });
});
