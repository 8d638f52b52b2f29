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
  tidy,
  type Tensor,
  type Tensor1D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import type { LossKind } from '../ops';
import type { LossDetails } from './op';

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

/** [batch]: mean over a sample's pixels. */
const perSampleLoss = (prediction: Tensor4D, target: Tensor4D, kind: LossKind): Tensor1D =>
  mean(reshape(elementwise[kind](sub(prediction, target)), [prediction.shape[0], -1]), 1);

/** See {@link Ops.loss}. */
export const lossReference = (
  prediction: Tensor4D,
  target: Tensor4D,
  weights: Tensor1D,
  kind: LossKind,
): Tensor => mean(mul(perSampleLoss(prediction, target, kind), weights));

/** See {@link lossWithDetails}. */
export function lossWithDetailsReference(
  prediction: Tensor4D,
  target: Tensor4D,
  weights: Tensor1D,
  kind: LossKind,
): LossDetails {
  const perSample = tidy(() => perSampleLoss(prediction, target, kind));
  return { loss: tidy(() => mean(mul(perSample, weights))), perSample };
}
