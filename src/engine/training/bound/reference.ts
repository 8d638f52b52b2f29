// The variational bound from stock tfjs operations; the formulas are those of program.ts.
import {
  abs,
  add,
  clipByValue,
  exp,
  fill,
  gather,
  greater,
  less,
  log,
  maximum,
  mean,
  mul,
  neg,
  reshape,
  slice,
  step,
  sub,
  square,
  where,
  zerosLike,
  type Scalar,
  type Tensor,
} from '@tensorflow/tfjs-core';
import { differentiable } from '../../ops/differentiable';
import { farthest, normalTail } from './normalTail';
import type { BoundInputs, BoundOptions } from './op';
import { column, extremes, halfBin, leastProbability } from './table';

/** The same values, through which no gradient passes. */
const detached = (x: Tensor): Tensor =>
  differentiable<Tensor, readonly []>({
    inputs: [x],
    forward: () => ({ value: x.clone(), saved: [] }),
    gradients: (dy) => [zerosLike(dy)],
  });

function divergence(error: Tensor, above: Tensor): Tensor {
  const spread = mul(add(error, 1), exp(neg(above)));
  return mul(add(sub(above, 1), spread), 0.5);
}

function decoder(x0: Tensor, error: Tensor, logVariance: Tensor): Tensor {
  const rate = exp(mul(logVariance, -0.5));
  const edge = (offset: number): Tensor => clipByValue(mul(sub(offset, error), rate), -farthest, farthest);
  const end = (value: number): Tensor => fill(x0.shape, value);
  const low = where(less(x0, extremes.darkest), end(-farthest), edge(-halfBin));
  const high = where(greater(x0, extremes.lightest), end(farthest), edge(halfBin));
  const [lowTail, highTail] = [normalTail(abs(low)), normalTail(abs(high))];
  // Comparisons have no gradient in tfjs, not even 0: `step` has.
  const outside = step(mul(low, high));
  const probability = add(
    mul(outside, abs(sub(lowTail, highTail))),
    mul(sub(1, outside), sub(1, add(lowTail, highTail))),
  );
  return neg(log(maximum(probability, leastProbability)));
}

/** See {@link variationalBound}. */
export function variationalBoundReference(
  { prediction, xt, target, timesteps, rows }: BoundInputs,
  { scale }: BoundOptions,
): Scalar {
  const { shape } = target;
  const [batch, , , channels] = shape;
  const table = gather(rows, timesteps.toInt());
  const of = (name: keyof typeof column): Tensor =>
    reshape(slice(table, [0, column[name]], [batch, 1]), [batch, 1, 1, 1]);
  const difference = sub(detached(slice(prediction, [0, 0, 0, 0], shape)), target);
  const share = mul(add(slice(prediction, [0, 0, 0, channels], shape), 1), 0.5);
  const above = mul(share, of('range'));
  const x0 = add(mul(xt, of('fromX')), mul(target, of('fromTarget')));
  const nats = where(
    greater(mul(fill(shape, 1), of('decodes')), 0),
    decoder(x0, mul(difference, of('fromTarget')), add(above, of('least'))),
    divergence(mul(square(difference), of('precision')), above),
  );
  return mul(mean<Scalar>(nats), scale / Math.LN2);
}
