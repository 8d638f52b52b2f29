import {
  engine,
  sum,
  square,
  tensor,
  tensor4d,
  tidy,
  type Scalar,
  type Tensor,
  type Tensor1D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { expect, test, vi } from 'vitest';
import { testGpu } from '../../test/gpu';
import { expectClose, normals } from '../../test/kernelContract';
import { valueAndGradients } from '../autodiff/backpropagate';
import { ConvolutionTilings } from '../ops/conv2d/tiling';
import { kernelOps } from '../ops/kernelOps';
import { ParameterArena } from './parameters';

const initializer = { kind: 'constant', value: 0 } as const;
const specs = (
  [
    ['gamma', [8]],
    ['beta', [8]],
    ['filter', [3, 3, 8, 8]],
    ['bias', [8]],
    ['twice', [1, 1, 8, 8]],
  ] as const
).map(([name, shape]) => ({ name, shape, layout: 'as-is', initializer }) as const);

test('sums of gradients wait in one dispatch for the end; a parameter read twice does not', async () => {
  const { runtime } = await testGpu();
  const random = normals(7);
  const draw = (shape: readonly number[]): Float32Array =>
    Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, random);
  const values = new Map(specs.map(({ name, shape }) => [name, draw(shape)]));
  const map: [number, number, number, number] = [4, 12, 10, 8];
  const x = tensor4d(draw(map), map);
  const ops = kernelOps(runtime, new ConvolutionTilings('software'));
  const network = (parameter: (name: string) => Tensor): Scalar => {
    const twice = parameter('twice') as Tensor4D;
    const gamma = parameter('gamma') as Tensor1D;
    let h = ops.conv2d(x, twice, { padding: 0 });
    h = ops.groupNorm(h, gamma, parameter('beta') as Tensor1D, { groups: 2, epsilon: 1e-5, silu: true });
    const bias = parameter('bias') as Tensor1D;
    h = ops.conv2d(h, parameter('filter') as Tensor4D, { padding: 1, bias });
    return sum(square(ops.conv2d(h, twice, { padding: 0 })));
  };

  const plain = new Map<string, Tensor>(
    specs.map(({ name, shape }) => [name, tensor(values.get(name) ?? [], [...shape])]),
  );
  const expected = tidy(
    () =>
      engine().gradients(() => network((name) => plain.get(name) ?? expect.fail(name)), [...plain.values()])
        .grads,
  );

  const arena = new ParameterArena(runtime, specs, ['weights', 'gradients']);
  arena.write('weights', values);
  const parameters = specs.map(({ name }) => arena.tensor(name));
  const dispatch = vi.spyOn(runtime, 'dispatch');
  // The second time as the first: what is reused is free again.
  for (const _ of [1, 2]) {
    dispatch.mockClear();
    runtime.gradients.beginStep(parameters);
    tidy(() =>
      arena.collectGradients(
        valueAndGradients(() => network((name) => arena.tensor(name)), parameters).gradients,
      ),
    );
    const names = dispatch.mock.calls.map(([{ name }]) => name);
    // One for each use of `twice`, and one for all the others.
    expect(names.filter((name) => name === 'gradient sums')).toHaveLength(3);
    expect(names.at(-1)).toBe('gradient sums');
  }
  dispatch.mockRestore();
  const gradients = new Float32Array(await runtime.read(arena.whole('gradients').buffer));
  for (const [i, { name }] of specs.entries()) {
    const { place, size } = arena.floatsOf(name);
    const reference = Float32Array.from((await expected[i]?.data()) ?? []);
    expectClose(gradients.slice(place, place + size), reference, 1e-5, name);
  }
  for (const t of [x, ...plain.values(), ...expected]) t.dispose();
  arena.dispose();
});
