// Group normalisation from stock tfjs operations.
import {
  add,
  mean,
  mul,
  reshape,
  rsqrt,
  sigmoid,
  split,
  square,
  sub,
  type Tensor1D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import type { GroupNormOptions } from '../ops';

/** See {@link Ops.groupNorm}. */
export function groupNormReference(
  x: Tensor4D,
  gamma: Tensor1D,
  beta: Tensor1D,
  { groups, epsilon, silu, modulation }: GroupNormOptions,
): Tensor4D {
  const [batch, height, width, channels] = x.shape;
  const grouped = reshape(x, [batch, height * width, groups, channels / groups]);
  const centred = sub(grouped, mean(grouped, [1, 3], true));
  const variance = mean(square(centred), [1, 3], true);
  const normalised: Tensor4D = reshape(mul(centred, rsqrt(add(variance, epsilon))), x.shape);
  let y: Tensor4D = add(mul(normalised, gamma), beta);
  if (modulation) {
    const [scale, shift] = split(reshape(modulation, [batch, 1, 1, 2 * channels]), 2, 3);
    if (!scale || !shift) throw new RangeError('groupNorm: modulation must have 2·channels numbers an image');
    y = add(mul(y, add(scale, 1)), shift);
  }
  return silu ? mul(y, sigmoid(y)) : y;
}
