// Attention of labml-nn's annotated DDPM: one head over the map as it is. Its group norm exists and is never applied.
import type { Layers } from '../layers';
import { observed, type MapLayer } from '../model';

/** x + linear(attention(linear(x))); parameters as in the original, those of the idle norm included. */
export function annotatedAttention(
  layers: Layers,
  name: string,
  { channels, size, groups }: { channels: number; size: number; groups: number },
): MapLayer {
  const rows = size * size;
  layers.groupNorm(`${name}.norm`, { channels, groups, size });
  const projection = layers.linear(`${name}.projection`, { inputs: channels, outputs: 3 * channels, rows });
  layers.describe({ name, kind: 'attention', size, channels, cost: 2 * rows * rows * channels });
  const output = layers.linear(`${name}.output`, { inputs: channels, outputs: channels, rows });
  return (pass, x) => {
    const tokens = pass.ops.toTokens(x);
    const attention = { qkv: projection(pass, tokens), heads: 1 };
    const result = pass.ops.attention(attention.qkv, attention);
    const mixed = observed(pass, { layer: name, operation: 'attention', output: result, attention });
    return pass.ops.toMap(output(pass, mixed, { residual: tokens }), [size, size]);
  };
}
