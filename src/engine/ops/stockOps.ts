// The operations of models from stock tfjs operations alone: WebGL's path, and the oracle of every kernel.
import { add, concat } from '@tensorflow/tfjs-core';
import type { Ops } from './ops';
import { attentionReference } from './attention/reference';
import { conv2dReference, convTranspose2dReference } from './conv2d/reference';
import { embeddingReference } from './embedding/reference';
import { groupNormReference } from './groupNorm/reference';
import { linearReference } from './linear/reference';
import { lossReference } from './loss/reference';
import { maxPoolReference } from './maxPool/reference';
import { pixelShuffleReference, pixelUnshuffleReference } from './pixelShuffle/reference';
import { siluReference } from './silu/reference';
import { timestepEmbeddingReference } from './timestepEmbedding/reference';
import { toMap, toTokens } from './tokens';
import { upsampleReference } from './upsample/reference';

export const stockOps: Ops = {
  conv2d: conv2dReference,
  convTranspose2d: convTranspose2dReference,
  groupNorm: groupNormReference,
  linear: linearReference,
  linears: (x, layers) => layers.map(({ weight, bias }) => linearReference(x, weight, bias)),
  attention: attentionReference,
  silu: siluReference,
  add: (a, b) => add(a, b),
  concat: (a, b) => concat([a, b], 3),
  upsample: upsampleReference,
  maxPool: maxPoolReference,
  pixelUnshuffle: pixelUnshuffleReference,
  pixelShuffle: pixelShuffleReference,
  toTokens,
  toMap,
  timestepEmbedding: timestepEmbeddingReference,
  embedding: embeddingReference,
  loss: lossReference,
};
