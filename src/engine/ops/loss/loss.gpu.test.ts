import {
  grad,
  mean,
  reshape,
  sub,
  square,
  tensor1d,
  tensor4d,
  tidy,
  type Tensor1D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { checkKernel, expectClose, normals } from '../../../test/kernelContract';
import { testGpu } from '../../../test/gpu';
import type { LossKind } from '../ops';
import { loss, lossWithDetails } from './op';
import { lossReference } from './reference';

const kinds: readonly LossKind[] = ['mse', 'l1', 'huber'];
const shapes: readonly (readonly number[])[] = [
  [3, 7, 5, 1],
  [2, 8, 8, 3],
  [1, 40, 41, 2],
  [70, 3, 3, 1],
];

test.each(kinds.flatMap((kind) => shapes.map((shape) => ({ kind, shape }))))(
  '$kind of $shape',
  async ({ kind, shape }) => {
    await checkKernel({
      inputs: [
        { shape },
        { shape, constant: true },
        {
          shape: shape.slice(0, 1),
          values: Array.from({ length: 70 }, (_, i) => 0.3 + i / 7).slice(0, shape[0]),
          constant: true,
        },
      ],
      kernel: (runtime, [p, t, w]) => loss(runtime, p as Tensor4D, t as Tensor4D, w as Tensor1D, kind),
      reference: ([p, t, w]) => lossReference(p as Tensor4D, t as Tensor4D, w as Tensor1D, kind),
      smooth: kind !== 'l1',
    });
  },
);

test('each sample has its own unweighted loss; the root needs no upstream gradient', async () => {
  const { runtime } = await testGpu();
  const next = normals(5);
  const draw = (): Tensor4D => tensor4d(Float32Array.from({ length: 3 * 36 }, next), [3, 6, 6, 1]);
  const [prediction, target, weights] = [draw(), draw(), tensor1d([0, 2, 0.5])];
  const { loss: value, perSample } = lossWithDetails(runtime, prediction, target, weights, 'mse');
  const expected = tidy(() => mean(reshape(square(sub(prediction, target)), [3, -1]), 1));
  const each = await expected.data<'float32'>();
  expectClose(Float32Array.from(await perSample.data()), Float32Array.from(each), 1e-6, 'losses of samples');
  expect((await value.data())[0]).toBeCloseTo((2 * (each[1] ?? NaN) + 0.5 * (each[2] ?? NaN)) / 3, 5);
  const gradientBy = (root: boolean): Promise<Float32Array> =>
    grad((p) => lossWithDetails(runtime, p as Tensor4D, target, weights, 'mse', { root }).loss)(
      prediction,
    ).data<'float32'>();
  expect(await gradientBy(true)).toEqual(await gradientBy(false));
});
