import { expect, test, vi } from 'vitest';
import { dispose, grads, ones, tidy, type Tensor, type Tensor1D, type Tensor4D } from '@tensorflow/tfjs-core';
import { LabError } from '../../../lab/errors';
import type { ConvolutionOptions } from '../ops';
import { checkKernel } from '../../../test/kernelContract';
import { testGpu } from '../../../test/gpu';
import { conv2d, convTranspose2d } from './op';
import { conv2dReference, convTranspose2dReference } from './reference';
import { convolutionShape } from './shape';
import { ConvolutionTilings } from './tiling';

type Add = 'bias' | 'channelAdd' | 'residual';
interface Case {
  readonly x: readonly [number, number, number, number];
  readonly filter: readonly [number, number];
  readonly options: ConvolutionOptions;
  readonly add?: readonly Add[];
}

const all: readonly Add[] = ['bias', 'channelAdd', 'residual'];
const cases: Readonly<Record<string, Case>> = {
  '3×3, 1→8 channels, as at the door': {
    x: [2, 7, 5, 1],
    filter: [3, 8],
    options: { padding: 1 },
    add: ['bias'],
  },
  '3×3, 8→1, as at the exit': { x: [3, 6, 7, 8], filter: [3, 1], options: { padding: 1 }, add: ['bias'] },
  '3×3, 3→5, all additions': {
    x: [2, 5, 4, 3],
    filter: [3, 5],
    options: { padding: 1, silu: true },
    add: all,
  },
  '3×3, 8→12, all additions': {
    x: [2, 7, 7, 8],
    filter: [3, 12],
    options: { padding: 1, silu: true },
    add: all,
  },
  '3×3, 36→20, channelAdd only': {
    x: [4, 9, 11, 36],
    filter: [3, 20],
    options: { padding: 1 },
    add: ['channelAdd'],
  },
  '3×3, 16→80, residual only': {
    x: [2, 4, 4, 16],
    filter: [3, 80],
    options: { padding: 1 },
    add: ['residual'],
  },
  '1×1, nothing added': { x: [2, 3, 5, 12], filter: [1, 8], options: { padding: 0 } },
  '1×1, stride 2': { x: [2, 5, 6, 4], filter: [1, 4], options: { padding: 0, stride: 2 }, add: ['bias'] },
  '2×2, no padding': { x: [2, 5, 5, 4], filter: [2, 4], options: { padding: 0, silu: true }, add: ['bias'] },
  '3×3, stride 2, odd sides': {
    x: [2, 7, 9, 8],
    filter: [3, 8],
    options: { padding: 1, stride: 2 },
    add: ['bias'],
  },
  '3×3, stride 2, even sides': {
    x: [2, 8, 6, 5],
    filter: [3, 6],
    options: { padding: 1, stride: 2 },
    add: all,
  },
  '4×4, stride 2': { x: [2, 8, 8, 4], filter: [4, 8], options: { padding: 1, stride: 2 }, add: ['bias'] },
  '5×5, SiLU': { x: [2, 7, 7, 4], filter: [5, 8], options: { padding: 2, silu: true }, add: ['bias'] },
  '5×5, padding wider than the map': {
    x: [2, 2, 1, 4],
    filter: [5, 4],
    options: { padding: 2 },
    add: ['bias'],
  },
  '3×3, enlarged': {
    x: [2, 3, 5, 8],
    filter: [3, 8],
    options: { padding: 1, upsample: true },
    add: ['bias'],
  },
  '5×5, enlarged, odd channels': {
    x: [2, 4, 3, 3],
    filter: [5, 2],
    options: { padding: 2, upsample: true },
    add: all,
  },
};

async function checkCase(
  { x, filter: [k, out], options, add = [] }: Case,
  tilings: ConvolutionTilings,
): Promise<void> {
  const { outHeight, outWidth } = convolutionShape(x, [k, k, x[3], out], options);
  const shapes = { bias: [out], channelAdd: [x[0], out], residual: [x[0], outHeight, outWidth, out] };
  const withTensors = ([input, filter, ...rest]: readonly Tensor[]) =>
    [
      input as Tensor4D,
      filter as Tensor4D,
      { ...options, ...Object.fromEntries(add.map((name, i) => [name, rest[i]])) },
    ] as const;
  await checkKernel({
    inputs: [
      { shape: x, constant: options.inputGradient === false },
      { shape: [k, k, x[3], out] },
      ...add.map((name) => ({ shape: shapes[name] })),
    ],
    kernel: (runtime, tensors) => conv2d({ runtime, tilings }, ...withTensors(tensors)),
    reference: (tensors) => conv2dReference(...withTensors(tensors)),
  });
}

test.each(Object.entries(cases))('conv2d %s', (_, options) =>
  checkCase(options, new ConvolutionTilings('hardware')),
);

test.each([
  ['3×3', { x: [2, 7, 7, 8], filter: [3, 12], options: { padding: 1, silu: true }, add: all }],
  ['3×3, odd channels', { x: [3, 9, 8, 3], filter: [3, 10], options: { padding: 1 }, add: ['bias'] }],
  [
    '4×4, stride 2',
    { x: [2, 9, 8, 8], filter: [4, 8], options: { padding: 1, stride: 2 }, add: ['channelAdd'] },
  ],
  ['3×3, enlarged', { x: [2, 4, 3, 8], filter: [3, 4], options: { padding: 1, upsample: true } }],
] satisfies [string, Case][])('conv2d %s, in the tiles of software drivers', (_, options) =>
  checkCase(options, new ConvolutionTilings('software')),
);

test('conv2d in tiles chosen by hand: a partial sum for every row, several threads for the channels', async () => {
  const x = [2, 6, 5, 8] as const;
  const shape = convolutionShape(x, [3, 3, 8, 16], { padding: 1 });
  const tilings = new ConvolutionTilings();
  const map = { pixels: 3, channels: 4, depth: 2, lanes: 32, channelLanes: 2, compact: false } as const;
  tilings.set('forward', shape, map);
  tilings.set('inputGradient', shape, map);
  tilings.set('filterGradient', shape, {
    inChannels: 4,
    outChannels: 8,
    lanes: 8,
    slices: 12,
    compact: false,
  });
  await checkCase({ x, filter: [3, 16], options: { padding: 1 }, add: ['bias'] }, tilings);
});

test.each([
  ['all additions', { x: [2, 7, 7, 8], filter: [3, 12], options: { padding: 1, silu: true }, add: all }],
  ['odd channels', { x: [3, 9, 8, 3], filter: [3, 10], options: { padding: 1 }, add: ['bias'] }],
  ['stride 2', { x: [2, 7, 9, 8], filter: [3, 8], options: { padding: 1, stride: 2 }, add: ['bias'] }],
  ['enlarged', { x: [2, 4, 3, 8], filter: [3, 4], options: { padding: 1, upsample: true } }],
] satisfies [string, Case][])('conv2d with both gradients in one dispatch, %s', async (_, c) => {
  for (const device of ['hardware', 'software'] as const) {
    const tilings = new ConvolutionTilings(device);
    const { x, filter, options } = c;
    const shape = convolutionShape(x, [filter[0], filter[0], x[3], filter[1]], options);
    tilings.set('gradients', shape, { together: true });
    const { runtime } = await testGpu();
    const dispatch = vi.spyOn(runtime, 'dispatch');
    await checkCase(c, tilings);
    const names = dispatch.mock.calls.map(([{ name }]) => name);
    dispatch.mockRestore();
    expect(names.filter((name) => /^conv2d dx .* & conv2d dw /.test(name))).toHaveLength(1);
    expect(names.filter((name) => name.startsWith('conv2d d'))).toHaveLength(1);
  }
});

test.each([
  { x: [2, 4, 5, 8], filter: [4, 4, 12, 8], stride: 2, padding: 1, bias: true },
  { x: [2, 3, 3, 5], filter: [3, 3, 2, 5], stride: 1, padding: 1, bias: true },
  { x: [2, 3, 4, 4], filter: [2, 2, 8, 4], stride: 2, padding: 0, bias: false },
] as const)('convTranspose2d $filter, stride $stride', async ({ x, filter, bias, ...options }) => {
  const withTensors = ([input, weights, b]: readonly Tensor[]) =>
    [input as Tensor4D, weights as Tensor4D, { ...options, ...(b ? { bias: b as Tensor1D } : {}) }] as const;
  await checkKernel({
    inputs: [{ shape: x }, { shape: filter }, ...(bias ? [{ shape: [filter[2]] }] : [])],
    kernel: (runtime, tensors) =>
      convTranspose2d({ runtime, tilings: new ConvolutionTilings() }, ...withTensors(tensors)),
    reference: (tensors) => convTranspose2dReference(...withTensors(tensors)),
  });
});

test('a convolution costs one dispatch forward, three backward and the sums of its gradients', async () => {
  const { runtime } = await testGpu();
  const context = { runtime, tilings: new ConvolutionTilings() };
  const inputs = tidy(() => [ones([2, 8, 8, 4]), ones([3, 3, 4, 8]), ones([8])]);
  const dispatch = vi.spyOn(runtime, 'dispatch');
  const gradients = grads((x, filter, bias) =>
    conv2d(context, x as Tensor4D, filter as Tensor4D, { padding: 1, silu: true, bias: bias as Tensor1D }),
  )(inputs);
  const names = dispatch.mock.calls.map(([{ name }]) => name);
  dispatch.mockRestore();
  dispose([inputs, gradients]);
  expect(names.map((name) => name.replace(/ \dx\d .*/, ''))).toEqual([
    'conv2d',
    'silu gradient',
    'conv2d dx',
    'conv2d dw',
    'gradient sums',
    'gradient sums',
  ]);
});

test('work groups beyond 65,535 go on in the next layer', async () => {
  const x = [1, 400, 165, 1] as const;
  const tilings = new ConvolutionTilings();
  const shape = convolutionShape(x, [1, 1, 1, 1], { padding: 0 });
  const map = { pixels: 1, channels: 1, depth: 1, lanes: 1, channelLanes: 1, compact: false } as const;
  tilings.set('forward', shape, map);
  tilings.set('inputGradient', shape, map);
  await checkCase({ x, filter: [1, 1], options: { padding: 0 } }, tilings);
});

test.each([
  ['a filter for other channels', [1, 4, 4, 3], [3, 3, 2, 5], { padding: 1 }],
  ['a map smaller than the filter', [1, 2, 2, 3], [5, 5, 3, 5], { padding: 1 }],
  ['an enlarged map with stride 2', [1, 4, 4, 3], [3, 3, 3, 5], { padding: 1, stride: 2, upsample: true }],
] as const)('refuses %s', (_, x, filter, geometry) => {
  expect(() => convolutionShape(x, filter, geometry)).toThrow(LabError);
});
