import { expect, it } from 'vitest';
import { partsOf } from './parts';

/** What every WebGPU promises: https://www.w3.org/TR/webgpu/#limits */
const promised = {
  maxBufferSize: 268_435_456,
  maxStorageBufferBindingSize: 134_217_728,
  maxStorageBuffersPerShaderStage: 8,
};

it.each([
  ['MNIST', 60_000 * 784, 1],
  ['EMNIST’s letters', 124_800 * 784, 1],
  ['128 MiB', 134_217_728, 1],
  ['a byte more', 134_217_729, 2],
  ['CIFAR-10', 50_000 * 3072, 2],
  ['EMNIST’s digits', 240_000 * 784, 2],
  ['EMNIST’s digits, padded', 240_000 * 1024, 2],
])('the images of every set fit where a GPU offers no more than WebGPU promises: %s', (_, bytes, count) => {
  expect(partsOf(bytes, promised)).toEqual({ count, bytes: 134_217_728 });
});

it('where they do not fit, it is said how much would', () => {
  expect(() => partsOf(4 * 134_217_728 + 1, promised)).toThrow(
    expect.objectContaining({
      code: 'out-of-memory',
      reason: { name: 'data-too-large', values: { needed: 537, limit: 536 } },
    }),
  );
});

it('a part ends with a whole word', () => {
  expect(partsOf(100, { ...promised, maxStorageBufferBindingSize: 42 })).toEqual({ count: 3, bytes: 40 });
});
