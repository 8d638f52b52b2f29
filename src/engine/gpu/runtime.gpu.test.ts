import { expect, test, vi } from 'vitest';
import { add, tensor1d, tidy } from '@tensorflow/tfjs-core';
import { testGpu } from '../../test/gpu';

const double = {
  name: 'double',
  inputs: { x: 'f32' },
  outputs: { y: 'f32' },
  body: '@compute @workgroup_size(4) fn main(@builtin(global_invocation_id) id : vec3u) { y[id.x] = 2.0 * x[id.x]; }',
  workgroups: [1, 1, 1],
} as const;

const times = (factor: number) => ({
  ...double,
  name: 'times',
  sizes: { factor, offset: 10 * factor },
  body: `@compute @workgroup_size(4) fn main(@builtin(global_invocation_id) id : vec3u) {
    y[id.x] = f32(size.factor) * x[id.x] + f32(size.offset);
  }`,
});

test('programs that differ in their sizes only share a pipeline, and each reads its own', async () => {
  const { runtime } = await testGpu();
  const compile = vi.spyOn(runtime.device, 'createComputePipeline');
  const x = tensor1d([1, 2, 3, 4]);
  const [twice, thrice] = [2, 3].map((factor) => {
    const y = runtime.tensor(runtime.empty([4]));
    runtime.dispatch(times(factor), [x, y]);
    return y;
  });
  expect(await twice?.data()).toEqual(new Float32Array([22, 24, 26, 28]));
  expect(await thrice?.data()).toEqual(new Float32Array([33, 36, 39, 42]));
  expect(compile).toHaveBeenCalledTimes(1);
  compile.mockRestore();
});

test('a program of our own runs in order with stock operations, on whole tensors and on views', async () => {
  const { runtime } = await testGpu();
  const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
  const arena = runtime.device.createBuffer({ size: 512, usage });
  const view = runtime.view({ buffer: arena, offset: 256, size: 16 }, [4]);
  const y = tidy(() => {
    runtime.dispatch(double, [add(tensor1d([1, 2, 3, 4]), 1), view]);
    return add(view, 0.5);
  });
  expect(await y.data()).toEqual(new Float32Array([4.5, 6.5, 8.5, 10.5]));
  arena.destroy();
});
