// Values and gradients over tfjs's own tape are the reference: the walk may differ from it in nothing but the number of
// dispatches.
import {
  add,
  engine,
  keep,
  memory,
  mul,
  square,
  sum,
  tensor,
  tensor2d,
  tidy,
  type Scalar,
  type Tensor,
  type Tensor1D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { expect, test, vi } from 'vitest';
import { testGpu } from '../../test/gpu';
import { expectClose, normals } from '../../test/kernelContract';
import type { GpuRuntime } from '../gpu/runtime';
import { ConvolutionTilings } from '../ops/conv2d/tiling';
import { kernelOps } from '../ops/kernelOps';
import type { Ops } from '../ops/ops';
import { valueAndGradients } from './backpropagate';

const map = [2, 4, 6, 8];

type Network = (ops: Ops, x: Tensor4D, filter: Tensor4D, gain: Tensor1D) => Tensor;

/** What reads x several times, in all ways that the models do, and the dispatches that are saved. */
const networks: Readonly<Record<string, { readonly network: Network; readonly saves: number }>> = {
  'a residual block: the norm adds what came past it': {
    network(ops, x, filter, gain) {
      const h = ops.groupNorm(x, gain, gain, { groups: 4, epsilon: 1e-5, silu: true });
      return ops.conv2d(h, filter, { padding: 1, residual: x });
    },
    saves: 1,
  },
  'a block whose input is kept: the norm adds two': {
    network(ops, x, filter, gain) {
      const h = ops.groupNorm(x, gain, gain, { groups: 4, epsilon: 1e-5, silu: false });
      return ops.concat(ops.conv2d(h, filter, { padding: 1, residual: x }), x);
    },
    saves: 2,
  },
  'a convolution first': {
    network: (ops, x, filter) => ops.add(ops.conv2d(x, filter, { padding: 1, silu: true }), x),
    saves: 1,
  },
  'a convolution of stride 2 first': {
    network: (ops, x, filter) =>
      ops.concat(ops.upsample(ops.conv2d(x, filter, { padding: 1, stride: 2 })), x),
    saves: 1,
  },
  'pooling first': { network: (ops, x) => ops.add(ops.upsample(ops.maxPool(x)), x), saves: 1 },
  'what adds nothing itself': {
    network: (ops, x) => ops.add(ops.add(ops.silu(x), ops.silu(x)), ops.add(x, x)),
    saves: 0,
  },
  'stock operations among them': {
    network: (ops, x, filter) => add(mul(ops.conv2d(x, filter, { padding: 1 }), x), square(x)),
    saves: 1,
  },
  'a parameter read twice': {
    network: (ops, x, filter) => ops.conv2d(ops.conv2d(x, filter, { padding: 1 }), filter, { padding: 1 }),
    saves: 0,
  },
};

interface Result {
  readonly values: readonly Float32Array[];
  readonly dispatches: number;
}

async function run(runtime: GpuRuntime, network: Network, how: 'ours' | 'tfjs'): Promise<Result> {
  const ops = kernelOps(runtime, new ConvolutionTilings('software'));
  const random = normals(3);
  const draw = (shape: readonly number[]): Tensor =>
    tensor(Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, random), [...shape]);
  const parameters = [draw(map), draw([3, 3, 8, 8]), draw([8])];
  const [x, filter, gain] = parameters as [Tensor4D, Tensor4D, Tensor1D];
  const dispatch = vi.spyOn(GPUComputePassEncoder.prototype, 'dispatchWorkgroups');
  const results = tidy(() => {
    const f = (): Scalar => sum(square(network(ops, x, filter, gain)));
    if (how === 'tfjs') {
      const { value, grads } = engine().gradients(f, parameters, undefined, true);
      return [value, ...grads].map((t) => keep(t ?? tensor([])));
    }
    const { value, gradients } = valueAndGradients(f, parameters);
    return [value, ...gradients].map((t) => keep(t ?? tensor([])));
  });
  const dispatches = dispatch.mock.calls.length;
  dispatch.mockRestore();
  const values = await Promise.all(results.map(async (t) => Float32Array.from(await t.data<'float32'>())));
  [...results, ...parameters].forEach((t) => t.dispose());
  return { values, dispatches };
}

test.each(Object.entries(networks))('%s', async (_, { network, saves }) => {
  const { runtime } = await testGpu();
  const theirs = await run(runtime, network, 'tfjs');
  const ours = await run(runtime, network, 'ours');
  theirs.values.forEach((value, i) =>
    expectClose(ours.values[i] ?? new Float32Array(), value, 1e-5, i === 0 ? 'value' : `gradient ${i - 1}`),
  );
  expect(theirs.dispatches - ours.dispatches).toBe(saves);
});

test('a layer whose input is data computes no gradient for it', async () => {
  const { runtime } = await testGpu();
  const ops = kernelOps(runtime, new ConvolutionTilings('software'));
  const [x, weight] = [tensor2d([[1, 2]]), tensor2d([[3], [4]])];
  const dispatch = vi.spyOn(runtime, 'dispatch');
  const { value, gradients } = valueAndGradients(() => sum<Scalar>(ops.linear(x, weight, null)), [weight]);
  const names = dispatch.mock.calls.map(([{ name }]) => name);
  dispatch.mockRestore();
  expect(names).toEqual(['linear forward 2→1', 'linear weight gradient 2→1']);
  expect([...((await gradients[0]?.data()) ?? [])]).toEqual([1, 2]);
  [x, weight, value, ...gradients].forEach((t) => t?.dispose());
});

test('what is not asked for or does not lead to the value is left alone, and nothing stays behind', async () => {
  await testGpu();
  const [x, idle] = [tensor([1, 2, 3]), tensor([4])];
  const before = memory().numTensors;
  const { value, gradients } = valueAndGradients(() => {
    square(idle);
    return sum<Scalar>(mul(square(x), square(tensor([1, 2, 1]))));
  }, [x, idle]);
  expect(memory().numTensors - before).toBe(2);
  expect([...(await value.data())]).toEqual([26]);
  expect(gradients[1]).toBeUndefined();
  // d/dx Σ w²·x² = 2·w²·x
  expect([...((await gradients[0]?.data()) ?? [])]).toEqual([2, 16, 6]);
  [value, ...gradients, x, idle].forEach((t) => t?.dispose());
});
