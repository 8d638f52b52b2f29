// The operations of models on our own WGSL kernels.
import type { GpuRuntime } from '../gpu/runtime';
import type { Ops } from './ops';
import { add } from './add/op';
import { attention } from './attention/op';
import { concat } from './concat/op';
import { conv2d, convTranspose2d } from './conv2d/op';
import { ConvolutionTilings } from './conv2d/tiling';
import { embedding } from './embedding/op';
import { groupNorm } from './groupNorm/op';
import { linear } from './linear/op';
import { linears } from './linears/op';
import { loss } from './loss/op';
import { maxPool } from './maxPool/op';
import { pixelShuffle, pixelUnshuffle } from './pixelShuffle/op';
import { silu } from './silu/op';
import { timestepEmbedding } from './timestepEmbedding/op';
import { toMap, toTokens } from './tokens';
import { upsample } from './upsample/op';

export const kernelOps = (runtime: GpuRuntime, tilings = new ConvolutionTilings()): Ops => ({
  conv2d: (x, filter, options) => conv2d({ runtime, tilings }, x, filter, options),
  convTranspose2d: (x, filter, options) => convTranspose2d({ runtime, tilings }, x, filter, options),
  groupNorm: (x, gamma, beta, options) => groupNorm(runtime, x, gamma, beta, options),
  linear: (x, weight, bias, options) => linear({ runtime, tilings }, x, weight, bias, options),
  linears: (x, layers) => linears({ runtime, tilings }, x, layers),
  attention: (qkv, options) => attention(runtime, qkv, options),
  silu: (x) => silu(runtime, x),
  add: (a, b) => add(runtime, a, b),
  concat: (a, b) => concat(runtime, a, b),
  upsample: (x, options) => upsample(runtime, x, options),
  maxPool: (x) => maxPool(runtime, x),
  pixelUnshuffle: (x) => pixelUnshuffle(runtime, x),
  pixelShuffle: (x) => pixelShuffle(runtime, x),
  toTokens,
  toMap,
  timestepEmbedding: (t, options) => timestepEmbedding(runtime, t, options),
  embedding: (table, ids) => embedding(runtime, table, ids),
  loss: (prediction, target, weights, kind) => loss(runtime, prediction, target, weights, kind),
});
