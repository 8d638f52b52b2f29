// The operations of models on our own WGSL kernels. What has no kernel yet falls back to stock tfjs operations
// and shows up in the profile.
import type { GpuRuntime } from '../gpu/runtime';
import type { Ops } from '../ops';
import { stockOps } from './stockOps';

export const kernelOps = (_runtime: GpuRuntime): Ops => ({
  ...stockOps,
});
