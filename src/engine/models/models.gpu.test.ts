import { keep, tensor1d, tensor4d, tidy, type Scalar, type Tensor } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import {
  goldenMap,
  goldenModel,
  goldenPass,
  goldenWeights,
  sortedTensors,
  type GoldenPass,
} from '../../test/goldenModels';
import { testGpu } from '../../test/gpu';
import { valueAndGradients } from '../autodiff/backpropagate';
import { decodeCheckpoint, encodeCheckpoint } from '../checkpoint/checkpoint';
import type { GpuRuntime } from '../gpu/runtime';
import { ConvolutionTilings } from '../ops/conv2d/tiling';
import { kernelOps } from '../ops/kernelOps';
import { stockOps } from '../ops/stockOps';
import type { Ops } from '../ops/ops';
import { parseSafetensors } from '../checkpoint/safetensors';
import { ParameterArena } from '../training/parameters';
import type { Model } from './model';

interface Result {
  readonly output: Float32Array;
  readonly loss: number;
  /** In PyTorch's layout, by the names of a checkpoint. */
  readonly gradients: ReadonlyMap<string, Float32Array>;
}

/** One forward and one backward pass as tools/reference/models.py makes them. */
async function run(golden: GoldenPass, model: Model, runtime: GpuRuntime, ops: Ops): Promise<Result> {
  const { image, seed, t, labels } = golden;
  const { sets } = decodeCheckpoint(model, goldenWeights(model, seed));
  // As in training: parameters and gradients in an arena.
  const arena = new ParameterArena(runtime, model.parameters, ['weights', 'gradients']);
  arena.write('weights', sets.weights);
  const parameter = (name: string): Tensor => arena.tensor(name);
  const parameters = model.parameters.map(({ name }) => parameter(name));
  const shape: [number, number, number, number] = [t.length, image.height, image.width, image.channels];
  const count = shape.reduce((a, b) => a * b, 1);
  const input = {
    x: tensor4d(goldenMap(seed, 100, count), shape),
    t: tensor1d(t, 'float32'),
    labels: tensor1d(labels, 'int32'),
  };
  const target = tensor4d(goldenMap(seed, 101, count), shape);
  const weights = tensor1d(t.map(() => 1));

  const step = (): { value: Tensor; output: Tensor } =>
    tidy(() => {
      runtime.gradients.beginStep(parameters);
      let output: Tensor = target;
      const { value, gradients } = valueAndGradients(() => {
        const prediction = model.forward({ ops, parameter, dropout: null }, input);
        output = keep(prediction);
        return ops.loss(prediction, target, weights, 'mse') as Scalar;
      }, parameters);
      arena.collectGradients(gradients);
      return { value, output };
    });
  // Compiling dominates on a software driver: ahead of the run it is done on every core. Buffers that are
  // made meanwhile are thrown away, so what the run needs is uploaded before.
  [...Object.values(input), target, weights].forEach((x) => runtime.binding(x));
  await runtime.compileAhead(
    () => Object.values(step()).forEach((x) => x.dispose()),
    () => undefined,
  );
  const { value, output } = step();
  const read = async (x: Tensor): Promise<Float32Array> => Float32Array.from(await x.data());
  const all = new Float32Array(await runtime.read(arena.whole('gradients').buffer));
  // A parameter that is never used has no gradient: its place is zero.
  const gradients = new Map(
    model.parameters.map(({ name }) => {
      const { place, size } = arena.floatsOf(name);
      return [name, all.slice(place, place + size)] as const;
    }),
  );
  const file = encodeCheckpoint(model, { sets: { weights: gradients }, metadata: {} });
  const theirs = [...parseSafetensors(file).tensors].map(
    ([name, { values }]) => [name, Float32Array.from(values)] as const,
  );
  const result = { output: await read(output), loss: (await read(value))[0] ?? Number.NaN };
  [value, output, ...Object.values(input), target, weights].forEach((x) => x.dispose());
  arena.dispose();
  return { ...result, gradients: new Map(theirs) };
}

const largest = (values: Iterable<number>): number => Math.max(...Array.from(values, Math.abs));

const sets: readonly [string, (runtime: GpuRuntime) => Ops, readonly string[]][] = [
  [
    'our kernels',
    // The tests run on software drivers, which compile these tiles faster.
    (runtime) => kernelOps(runtime, new ConvolutionTilings('software')),
    [
      'unet2d-t0',
      'unet2d-classes',
      'unet2d-recipe',
      'unet2d-single',
      'basic-unet',
      'annotated-unet',
      'denoising-unet',
      'playground',
    ],
  ],
  ['stock operations', () => stockOps, ['unet2d-single']],
];

// A software driver compiles for a minute where other work runs beside it.
const patience = { timeout: 600_000 };

describe.each(sets)('on %s', (_, opsOf, names) => {
  test.each(names)('%s answers and learns as in PyTorch', patience, async (name) => {
    const golden = goldenPass(name);
    const model = goldenModel(golden);
    const { runtime } = await testGpu();
    const result = await run(golden, model, runtime, opsOf(runtime));

    const misses = golden.output.map((y, i) => (result.output[i] ?? Number.NaN) - y);
    expect(result.output).toHaveLength(golden.output.length);
    expect(largest(misses)).toBeLessThan(1e-4);
    expect(result.loss).toBeCloseTo(golden.loss, 5);

    // What is zero by symmetry (the bias of keys) is compared with the size that gradients have here.
    const floor = 1e-4 * largest(Object.values(golden.gradients).map(([norm]) => norm));
    expect(Object.keys(golden.gradients)).toEqual(
      expect.arrayContaining(sortedTensors(model).map((p) => p.name)),
    );
    for (const [tensor, [norm, first, middle, last]] of Object.entries(golden.gradients)) {
      const ours = result.gradients.get(tensor) ?? new Float32Array();
      const size = Math.max(norm, floor);
      expect(Math.abs(Math.hypot(...ours) - norm) / size, `norm of ${tensor}`).toBeLessThan(1e-3);
      const entries = [ours[0], ours[Math.floor(ours.length / 2)], ours.at(-1)];
      const distance = [first, middle, last].map((g, i) => (entries[i] ?? Number.NaN) - g);
      expect(largest(distance) / size, `entries of ${tensor}`).toBeLessThan(1e-3);
    }
  });
});
