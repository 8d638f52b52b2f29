// Rows of a table from stock tfjs operations: a product with one-hot rows, so that every backend has its gradient.
import { matMul, oneHot, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';

/** See {@link Ops.embedding}. */
export const embeddingReference = (table: Tensor2D, ids: Tensor1D): Tensor2D =>
  matMul(oneHot(ids, table.shape[0]), table);
