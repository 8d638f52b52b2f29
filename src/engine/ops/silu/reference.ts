// SiLU from stock tfjs operations.
import { mul, sigmoid, type Tensor } from '@tensorflow/tfjs-core';

/** See {@link Ops.silu}. */
export const siluReference = <T extends Tensor>(x: T): T => mul(x, sigmoid(x));
