import { expect, test } from 'vitest';
import {
  tensor1d,
  tensor4d,
  tidy,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { testGpu } from '../../../test/gpu';
import { checkKernel } from '../../../test/kernelContract';
import { groupNorm } from './op';
import { groupNormReference } from './reference';

interface Case {
  readonly shape: readonly [number, number, number, number];
  readonly groups: number;
  readonly silu: boolean;
  readonly modulated?: boolean;
}

const options = ({ groups, silu }: Case, [modulation]: readonly Tensor[]) => ({
  groups,
  silu,
  epsilon: 1e-5,
  ...(modulation ? { modulation: modulation as Tensor2D } : {}),
});

const cases: Case[] = [
  { shape: [2, 7, 7, 32], groups: 32, silu: true },
  { shape: [2, 14, 14, 16], groups: 8, silu: false },
  { shape: [3, 7, 5, 96], groups: 32, silu: true },
  { shape: [2, 5, 3, 6], groups: 2, silu: true, modulated: true },
  { shape: [3, 7, 7, 8], groups: 1, silu: true, modulated: true },
  { shape: [2, 3, 3, 64], groups: 2, silu: false, modulated: true },
  { shape: [1, 1, 1, 12], groups: 3, silu: false },
  { shape: [1, 2, 2, 1024], groups: 1, silu: true },
];

test.each(cases)('group normalisation of $shape in $groups groups, silu $silu', async (c) => {
  const [batch, , , channels] = c.shape;
  const perImage = c.modulated ? [{ shape: [batch, 2 * channels] }] : [];
  await checkKernel({
    inputs: [{ shape: c.shape }, { shape: [channels] }, { shape: [channels] }, ...perImage],
    kernel: (runtime, [x, gamma, beta, ...rest]) =>
      groupNorm(runtime, x as Tensor4D, gamma as Tensor1D, beta as Tensor1D, options(c, rest)),
    reference: ([x, gamma, beta, ...rest]) =>
      groupNormReference(x as Tensor4D, gamma as Tensor1D, beta as Tensor1D, options(c, rest)),
  });
});

test('a mean far from zero does not eat the variance', async () => {
  const { runtime } = await testGpu();
  // 4096 and 4097 by turns: mean 4096.5, σ = ½, so the result is ∓1 exactly (ε = 0).
  const steps = Array.from({ length: 14 * 14 * 4 }, (_, i) => 4096 + (Math.floor(i / 4) % 2));
  const y = tidy(() =>
    groupNorm(runtime, tensor4d(steps, [1, 14, 14, 4]), tensor1d([1, 1, 1, 1]), tensor1d([0, 0, 0, 0]), {
      groups: 2,
      epsilon: 0,
      silu: false,
    }),
  );
  const values = Float32Array.from(await y.data());
  const worst = values.reduce((w, v, i) => Math.max(w, Math.abs(v - (Math.floor(i / 4) % 2 ? 1 : -1))), 0);
  expect(worst).toBeLessThan(1e-5);
});

test('a group wider than a workgroup is refused', async () => {
  const { runtime } = await testGpu();
  const x = tensor4d(new Float32Array(1028), [1, 1, 1, 1028]);
  const one = tensor1d(new Float32Array(1028));
  expect(() => groupNorm(runtime, x, one, one, { groups: 1, epsilon: 1e-5, silu: false })).toThrow(
    RangeError,
  );
});
