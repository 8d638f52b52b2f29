// The operations of models on our own WGSL kernels. What has no kernel yet falls back to stock tfjs operations
// and shows up in the profile.
import type { GpuRuntime } from '../gpu/runtime';
import type { Ops } from '../ops';
import { conv2d, convTranspose2d } from './conv2d/op';
import { ConvolutionTilings } from './conv2d/tiling';
import { groupNorm } from './groupNorm/op';
import { loss } from './loss/op';
import { linear } from './linear/op';
import { silu } from './silu/op';
import { attention } from './attention/op';
import { stockOps } from './stockOps';

export const kernelOps = (runtime: GpuRuntime, tilings = new ConvolutionTilings()): Ops => ({
  ...stockOps,
  attention: (qkv, options) => attention(runtime, qkv, options),
  silu: (x) => silu(runtime, x),
  linear: (x, weight, bias, options) => linear(runtime, x, weight, bias, options),
  conv2d: (x, filter, options) => conv2d({ runtime, tilings }, x, filter, options),
  convTranspose2d: (x, filter, options) => convTranspose2d({ runtime, tilings }, x, filter, options),
  groupNorm: (x, gamma, beta, options) => groupNorm(runtime, x, gamma, beta, options),
  loss: (prediction, target, weights, kind) => loss(runtime, prediction, target, weights, kind),
});
