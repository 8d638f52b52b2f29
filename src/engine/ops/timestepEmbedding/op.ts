// The embedding of time steps on our own kernel: one dispatch.
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { GpuRuntime } from '../../gpu/runtime';
import { timestepEmbeddingProgram } from './program';
import type { TimestepEmbeddingOptions } from './reference';

/** See {@link Ops.timestepEmbedding}; exact to about 1e-6 for |t| up to 1,000 (float32 cannot hold larger angles better). */
export function timestepEmbedding(
  runtime: GpuRuntime,
  t: Tensor1D,
  options: TimestepEmbeddingOptions,
): Tensor2D {
  const value = runtime.tensor(runtime.empty([t.size, options.dim]));
  runtime.dispatch(timestepEmbeddingProgram(t.size, options), [t, value]);
  return value as Tensor2D;
}
