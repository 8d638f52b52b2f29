import { afterEach, expect, test } from 'vitest';
import { mul, ones, tensor, tidy, type Tensor } from '@tensorflow/tfjs-core';
import { uniforms } from '../../../diffusion/random';
import type { GpuRuntime } from '../../gpu/runtime';
import { testGpu } from '../../../test/gpu';
import { checkKernel } from '../../../test/kernelContract';
import { dropout } from './op';

const seed = 7;
const options = { rate: 0.3, stream: 1000 };

/** What a training step of that draw leaves in the runtime. */
function controlOf(runtime: GpuRuntime, draw: number): GPUBufferBinding {
  const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST;
  const buffer = runtime.device.createBuffer({ size: 128, usage });
  runtime.device.queue.writeBuffer(buffer, 0, Uint32Array.of(seed, draw));
  return { buffer };
}

afterEach(async () => {
  (await testGpu()).runtime.stepControl = null;
});

test.each([[[2, 3, 3, 4]], [[7, 3]]])('dropout of %j masks by the numbers of its address', async (shape) => {
  const { runtime } = await testGpu();
  runtime.stepControl = controlOf(runtime, 5);
  await checkKernel({
    inputs: [{ shape }],
    kernel: (_, [x]) => dropout(runtime, x as Tensor, options),
    reference: ([x]) => {
      const drawn = uniforms({ seed, stream: options.stream, step: 5 }, x?.size ?? 0);
      const mask = Float32Array.from(drawn, (u) => (u >= options.rate ? 1 / (1 - options.rate) : 0));
      return mul(x as Tensor, tensor(mask, shape));
    },
  });
});

test('another draw gives another mask, the share is the rate, the mean stays', async () => {
  const { runtime } = await testGpu();
  const count = 40_000;
  const masked = async (draw: number): Promise<Float32Array> => {
    runtime.stepControl = controlOf(runtime, draw);
    const y = tidy(() => dropout(runtime, ones([count]), options));
    return Float32Array.from(await y.data());
  };
  const [first, again, next] = [await masked(1), await masked(1), await masked(2)];
  expect(again).toEqual(first);
  expect(next).not.toEqual(first);
  // Four standard errors of a share of 0.3 among 40,000.
  const dropped = first.filter((v) => v === 0).length / count;
  expect(Math.abs(dropped - 0.3)).toBeLessThan(4 * Math.sqrt((0.3 * 0.7) / count));
  expect(first.every((v) => v === 0 || Math.abs(v - 1 / 0.7) < 1e-6)).toBe(true);
});

test('outside a training step it is refused', async () => {
  const { runtime } = await testGpu();
  expect(() => dropout(runtime, ones([4]), options)).toThrow('outside a training step');
});
