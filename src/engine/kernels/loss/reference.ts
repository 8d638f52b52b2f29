// The training loss from stock tfjs operations.
import {
  abs,
  mean,
  minimum,
  mul,
  reshape,
  square,
  sub,
  add,
  type Tensor,
  type Tensor1D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import type { LossKind } from '../../ops';

const elementwise = {
  mse: (d) => square(d),
  l1: (d) => abs(d),
  // Huber with δ = 1: ½d² inside, |d| − ½ outside; with q = min(|d|, 1) that is ½q² + (|d| − q).
  huber: (d) => {
    const size = abs(d);
    const q = minimum(size, 1);
    return add(mul(square(q), 0.5), sub(size, q));
  },
} satisfies Record<LossKind, (difference: Tensor) => Tensor>;

/** See {@link Ops.loss}. */
export function lossReference(
  prediction: Tensor4D,
  target: Tensor4D,
  weights: Tensor1D,
  kind: LossKind,
): Tensor {
  const batch = prediction.shape[0];
  const perPixel = reshape(elementwise[kind](sub(prediction, target)), [batch, -1]);
  return mean(mul(mean(perPixel, 1), weights));
}
