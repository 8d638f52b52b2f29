import { expect, test } from 'vitest';
import { add, tensor1d, tidy } from '@tensorflow/tfjs-core';
import { testGpu } from '../../test/gpu';

const double = {
  name: 'double',
  inputs: { x: 'f32' },
  outputs: { y: 'f32' },
  body: '@compute @workgroup_size(4) fn main(@builtin(global_invocation_id) id : vec3u) { y[id.x] = 2.0 * x[id.x]; }',
  workgroups: [1, 1, 1],
} as const;

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
