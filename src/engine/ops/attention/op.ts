// Attention on our own kernels: one dispatch forward, one backward.
import type { Tensor, Tensor3D } from '@tensorflow/tfjs-core';
import type { GpuRuntime } from '../../gpu/runtime';
import { differentiable } from '../differentiable';
import { attentionGradientProgram } from './gradient';
import type { AttentionShape } from './layout';
import { attentionProgram } from './program';

/** See {@link Ops.attention}. Made for small maps: at most 4,096 tokens (a workgroup's memory), best below 300. */
export function attention(
  runtime: GpuRuntime,
  qkv: Tensor3D,
  { heads }: { readonly heads: number },
): Tensor3D {
  const [batch, length, width] = qkv.shape;
  const channels = width / 3;
  if (length > 4096) throw new RangeError(`attention: ${length} tokens, at most 4096 expected`);
  if (channels % heads !== 0) {
    throw new RangeError(`attention: qkv of ${width} channels does not split into 3 × ${heads} heads`);
  }
  const shape: AttentionShape = { batch, length, channels, heads };
  return differentiable<Tensor3D, readonly [Tensor, Tensor, Tensor]>({
    inputs: [qkv],
    forward: () => {
      const value = runtime.tensor(runtime.empty([batch, length, channels]));
      const logSums = runtime.tensor(runtime.empty([batch, heads, length]));
      runtime.dispatch(attentionProgram(shape), [qkv, value, logSums]);
      return { value, saved: [qkv, value, logSums] };
    },
    gradients: (dy, [savedQkv, y, logSums]) => {
      const dqkv = runtime.tensor(runtime.empty(qkv.shape));
      runtime.dispatch(attentionGradientProgram(shape), [savedQkv, y, logSums, dy, dqkv]);
      return [dqkv];
    },
  });
}
