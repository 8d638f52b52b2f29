// Rows of a table on our own kernels: one dispatch each way.
import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { GpuRuntime } from '../../gpu/runtime';
import { differentiable } from '../differentiable';
import { embeddingGradientProgram, embeddingProgram, type EmbeddingShape } from './program';

/** See {@link Ops.embedding}; ids outside the table choose its nearest row. */
export function embedding(runtime: GpuRuntime, table: Tensor2D, ids: Tensor1D): Tensor2D {
  const [rows, dim] = table.shape;
  const shape: EmbeddingShape = { rows, dim, batch: ids.size };
  return differentiable<Tensor2D, readonly [Tensor]>({
    inputs: [table],
    forward: () => {
      const value = runtime.tensor(runtime.empty([ids.size, dim]));
      runtime.dispatch(embeddingProgram(shape), [table, ids, value]);
      return { value, saved: [ids] };
    },
    gradients: (dy, [savedIds]) => {
      const dtable = runtime.gradients.output(table);
      runtime.dispatch(embeddingGradientProgram(shape), [savedIds, dy, dtable]);
      return [dtable];
    },
  });
}
