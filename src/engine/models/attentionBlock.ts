// Self-attention over the pixels of a map with a residual connection, as diffusers has it.
import type { Layers } from './layers';
import { observed, type MapLayer } from './model';

export interface AttentionSpec {
  readonly channels: number;
  /** Side of the map. */
  readonly size: number;
  readonly heads: number;
  /** Of the normalisation before the projections. */
  readonly groups: number;
  /** It adds nothing at first. */
  readonly zero?: boolean;
}

/** diffusers' `Attention` made from a deprecated attention block: norm first, biases everywhere. */
export function attentionBlock(
  layers: Layers,
  name: string,
  { channels, size, heads, groups, zero = false }: AttentionSpec,
): MapLayer {
  const pixels = size * size;
  const norm = layers.groupNorm(`${name}.group_norm`, { channels, groups, size });
  const qkv = layers.linear(`${name}.to_qkv`, {
    inputs: channels,
    outputs: 3 * channels,
    rows: pixels,
    parts: ['q', 'k', 'v'].map((part) => `${name}.to_${part}`),
  });
  layers.describe({ name, kind: 'attention', size, channels, cost: 2 * pixels * pixels * channels });
  const out = layers.linear(`${name}.to_out.0`, {
    inputs: channels,
    outputs: channels,
    rows: pixels,
    zero,
  });
  return (pass, x) => {
    const { ops } = pass;
    const normalised = ops.toTokens(norm(pass, x, { silu: false }));
    const asked = qkv(pass, normalised);
    const output = ops.attention(asked, { heads });
    const attention = { qkv: asked, heads };
    const mixed = observed(pass, { layer: name, operation: 'attention', output, attention });
    return ops.toMap(out(pass, mixed, { residual: ops.toTokens(x) }), [size, size]);
  };
}
