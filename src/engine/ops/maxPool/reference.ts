// 2×2 max-pooling from stock tfjs operations.
import { maxPool, type Tensor4D } from '@tensorflow/tfjs-core';

/** See {@link Ops.maxPool}. */
export const maxPoolReference = (x: Tensor4D): Tensor4D => maxPool(x, 2, 2, 'valid');
