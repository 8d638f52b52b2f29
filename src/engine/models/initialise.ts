// Initial values of a model's parameters, a function of the seed alone.
import { gaussians, streams, uniforms } from '../../diffusion/random';
import type { Initializer, Model } from './model';

/**
 * Values in the engine's layout by parameter name; parameter number i draws from step i of the stream `weights`.
 * @param seed unsigned 32-bit integer.
 */
export function initialValues(model: Model, seed: number): Map<string, Float32Array> {
  return new Map(
    model.parameters.map(({ name, shape, initializer }, step) => {
      const count = shape.reduce((a, b) => a * b, 1);
      return [name, draw(initializer, { seed, stream: streams.weights, step }, count)];
    }),
  );
}

function draw(
  initializer: Initializer,
  address: Parameters<typeof uniforms>[0],
  count: number,
): Float32Array {
  switch (initializer.kind) {
    case 'uniform':
      return Float32Array.from(uniforms(address, count), (u) => initializer.bound * (2 * u - 1));
    case 'normal':
      return Float32Array.from(gaussians(address, count), (z) => initializer.deviation * z);
    case 'constant':
      return new Float32Array(count).fill(initializer.value);
  }
}
