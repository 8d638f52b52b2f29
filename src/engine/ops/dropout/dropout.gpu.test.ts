import { expect, test } from 'vitest';
import { ones, tidy, type Tensor } from '@tensorflow/tfjs-core';
import { uniforms } from '../../../diffusion/random';
import type { GpuRuntime } from '../../gpu/runtime';
import { testGpu } from '../../../test/gpu';
import { checkKernel } from '../../../test/kernelContract';
import type { Dropout } from '../ops';
import { createDropout } from './op';
import { createStockDropout } from './reference';

const seed = 7;
const options = { rate: 0.3, stream: 1000 };

/** The kernel in a training step of that draw, in the slice of its batch that begins there. */
function kernelAt(runtime: GpuRuntime, draw: number, firstSample = 0): Dropout {
  const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST;
  const buffer = runtime.device.createBuffer({ size: 128, usage });
  runtime.device.queue.writeBuffer(buffer, 0, Uint32Array.of(seed, draw, firstSample));
  return createDropout(runtime, { buffer });
}

const stockAt = (draw: number, firstSample = 0): Dropout =>
  createStockDropout(() => ({ seed, draw, firstSample }));

const masked = async (dropout: Dropout, count: number): Promise<Float32Array> =>
  Float32Array.from(await tidy(() => dropout(ones([count]), options)).data());

test.each([[[2, 3, 3, 4]], [[7, 3]]])('kernel and stock operations mask %j alike', async (shape) => {
  const { runtime } = await testGpu();
  await checkKernel({
    inputs: [{ shape }],
    kernel: (_, [x]) => kernelAt(runtime, 5)(x as Tensor, options),
    reference: ([x]) => stockAt(5)(x as Tensor, options),
  });
});

test('a mask is made of the numbers of its address', async () => {
  const { runtime } = await testGpu();
  const drawn = uniforms({ seed, stream: options.stream, step: 5 }, 100);
  const expected = Float32Array.from(drawn, (u) => (u >= options.rate ? 1 / (1 - options.rate) : 0));
  expect(await masked(stockAt(5), 100)).toEqual(expected);
  expect(await masked(kernelAt(runtime, 5), 100)).toEqual(expected);
});

test.each([
  [4, 10],
  [3, 7],
])(
  'the slices of a batch, %i samples of %i numbers each, have the masks of the whole',
  async (batch, size) => {
    const { runtime } = await testGpu();
    const drawn = uniforms({ seed, stream: options.stream, step: 5 }, 2 * batch * size);
    const expected = Float32Array.from(drawn, (u) => (u >= options.rate ? 1 / (1 - options.rate) : 0));
    for (const at of [(first: number) => kernelAt(runtime, 5, first), (first: number) => stockAt(5, first)]) {
      const slices = await Promise.all(
        [0, batch].map((first) => tidy(() => at(first)(ones([batch, size]), options)).data()),
      );
      expect(Float32Array.from(slices.flatMap((slice) => [...slice]))).toEqual(expected);
    }
  },
);

test('another draw gives another mask, the share is the rate, the mean stays', async () => {
  const { runtime } = await testGpu();
  const count = 40_000;
  const at = (draw: number): Promise<Float32Array> => masked(kernelAt(runtime, draw), count);
  const [first, again, next] = [await at(1), await at(1), await at(2)];
  expect(again).toEqual(first);
  expect(next).not.toEqual(first);
  // Four standard errors of a share of 0.3 among 40,000.
  const dropped = first.filter((v) => v === 0).length / count;
  expect(Math.abs(dropped - 0.3)).toBeLessThan(4 * Math.sqrt((0.3 * 0.7) / count));
  expect(first.every((v) => v === 0 || Math.abs(v - 1 / 0.7) < 1e-6)).toBe(true);
});
