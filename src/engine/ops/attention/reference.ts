// Scaled dot-product attention from stock tfjs operations.
import {
  matMul,
  mul,
  reshape,
  softmax,
  split,
  transpose,
  type Tensor,
  type Tensor3D,
} from '@tensorflow/tfjs-core';

/** See {@link Ops.attention}. */
export function attentionReference(qkv: Tensor3D, { heads }: { readonly heads: number }): Tensor3D {
  const [batch, length, width] = qkv.shape;
  const channels = width / 3;
  const perHead = channels / heads;
  const byHead = (t: Tensor): Tensor => transpose(reshape(t, [batch, length, heads, perHead]), [0, 2, 1, 3]);
  const [q, k, v] = split(qkv, 3, 2);
  if (!q || !k || !v) throw new RangeError('attention: qkv must have 3·c channels');
  const scores = mul(matMul(byHead(q), byHead(k), false, true), perHead ** -0.5);
  const mixed = matMul(softmax(scores), byHead(v));
  return reshape(transpose(mixed, [0, 2, 1, 3]), [batch, length, channels]);
}
