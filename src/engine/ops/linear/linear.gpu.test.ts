import { test } from 'vitest';
import type { Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { checkKernel } from '../../../test/kernelContract';
import { ConvolutionTilings } from '../conv2d/tiling';
import { linear } from './op';
import { linearReference } from './reference';

const tilings = new ConvolutionTilings('software');

interface Case {
  readonly x: readonly number[];
  readonly outputs: number;
  readonly bias?: boolean;
  readonly silu?: boolean;
  readonly residual?: boolean;
}

const cases: Case[] = [
  { x: [4, 32], outputs: 128, bias: true, silu: true },
  { x: [3, 49, 16], outputs: 48, bias: true },
  { x: [1, 49, 8], outputs: 8, bias: true, residual: true },
  { x: [2, 70, 12], outputs: 7, bias: true, silu: true, residual: true },
  { x: [5, 7], outputs: 12 },
  { x: [131, 5], outputs: 3, bias: true },
  { x: [129, 4], outputs: 8, residual: true },
];

test.each(cases)('linear $x → $outputs, bias $bias, silu $silu, residual $residual', async (c) => {
  const inputs = c.x.at(-1) ?? 0;
  const { silu = false } = c;
  await checkKernel({
    inputs: [
      { shape: c.x },
      { shape: [inputs, c.outputs] },
      ...(c.bias ? [{ shape: [c.outputs] }] : []),
      ...(c.residual ? [{ shape: [...c.x.slice(0, -1), c.outputs] }] : []),
    ],
    kernel: (runtime, [x, weight, ...rest]) => {
      const bias = c.bias ? (rest[0] as Tensor1D) : null;
      const options = c.residual ? { silu, residual: rest.at(-1) as Tensor3D } : { silu };
      return linear({ runtime, tilings }, x as Tensor3D, weight as Tensor2D, bias, options);
    },
    reference: ([x, weight, ...rest]) => {
      const bias = c.bias ? (rest[0] as Tensor1D) : null;
      const options = c.residual ? { silu, residual: rest.at(-1) as Tensor3D } : { silu };
      return linearReference(x as Tensor3D, weight as Tensor2D, bias, options);
    },
  });
});
