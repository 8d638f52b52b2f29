// A map as tokens and back: the same numbers in the same order, so that nothing is computed on any backend.
import { reshape } from '@tensorflow/tfjs-core';
import type { Ops } from './ops';

export const toTokens: Ops['toTokens'] = (x) => {
  const [batch, height, width, channels] = x.shape;
  return reshape(x, [batch, height * width, channels]);
};

export const toMap: Ops['toMap'] = (x, [height, width]) => {
  const [batch, , channels] = x.shape;
  return reshape(x, [batch, height, width, channels]);
};
