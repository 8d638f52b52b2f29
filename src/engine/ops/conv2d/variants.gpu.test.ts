import { expect, test } from 'vitest';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { checkKernel } from '../../../test/kernelContract';
import { testGpu } from '../../../test/gpu';
import { tuneEngine } from '../../tuning/tuneEngine';
import { measureTilings } from './measure';
import { conv2d } from './op';
import { conv2dReference } from './reference';
import { convolutionShape } from './shape';
import { ConvolutionTilings } from './tiling';
import { tilingVariants } from './variants';

const x = [2, 5, 5, 8] as const;
const filter = [3, 3, 8, 16] as const;
const shape = convolutionShape(x, filter, { padding: 1 });
const maps = tilingVariants('forward', shape);

test.each(maps.map((map, i) => [JSON.stringify(map), i] as const))(
  'conv2d computes the same in tiles %s',
  async (_, i) => {
    const tilings = new ConvolutionTilings();
    for (const kind of ['forward', 'inputGradient'] as const) {
      const map = tilingVariants(kind, shape)[i];
      if (map) tilings.set(kind, shape, map);
    }
    const weights = tilingVariants('filterGradient', shape)[i];
    if (weights) tilings.set('filterGradient', shape, weights);
    await checkKernel({
      inputs: [{ shape: x }, { shape: filter }],
      kernel: (runtime, [a, b]) => conv2d({ runtime, tilings }, a as Tensor4D, b as Tensor4D, { padding: 1 }),
      reference: ([a, b]) => conv2dReference(a as Tensor4D, b as Tensor4D, { padding: 1 }),
    });
  },
);

test('measuring gives one time for each tiling and leaves no tensor behind', async () => {
  const { runtime } = await testGpu();
  const tilings = new ConvolutionTilings('hardware');
  const before = runtime.backend.tensorMap.numDataIds();
  for (const kind of ['forward', 'inputGradient', 'filterGradient', 'gradients'] as const) {
    const variants = tilingVariants(kind, shape).slice(0, 2);
    let ticks = 0;
    const times = await measureTilings({ runtime, tilings }, { kind, shape }, variants, () => (ticks += 64));
    expect(times).toEqual(variants.map(() => 1));
  }
  expect(runtime.backend.tensorMap.numDataIds()).toBe(before);
});

test('an engine is tuned for what its convolutions were asked for, and computes with the choices', async () => {
  const gpu = await testGpu();
  const tilings = new ConvolutionTilings('hardware');
  tilings.get('forward', shape);
  const stored = new Map<string, string>();
  const storage = {
    get: (name: string) => stored.get(name) ?? null,
    set: (name: string, text: string) => void stored.set(name, text),
  };
  // As if it were a GPU: a software driver is not timed.
  const guard = <T>(work: Promise<T>): Promise<T> => work;
  const engine = { gpu: { ...gpu, software: false }, tilings, adapterName: 'test', guard };
  const table = await tuneEngine(engine, storage);
  expect(Object.values(table)).toEqual([tilings.get('forward', shape)]);
  expect(JSON.parse(stored.get('test') ?? '')).toMatchObject({ tilings: table });
});
