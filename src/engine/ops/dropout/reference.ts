// Dropout from stock tfjs operations: the mask is drawn on the CPU and uploaded.
import { dropout, type Tensor } from '@tensorflow/tfjs-core';

/** See {@link Ops.dropout}. */
export const dropoutReference = <T extends Tensor>(
  x: T,
  { rate, stream }: { readonly rate: number; readonly stream: number },
): T => {
  const result: Tensor = dropout(x, rate, undefined, stream);
  return result as T;
};
