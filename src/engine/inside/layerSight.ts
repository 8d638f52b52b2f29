// What was seen of a layer, as plain numbers.
import { channelsOf, spread, type AttentionSight, type LayerSight } from '../../lab/inside';
import type { Observation, ObservedAttention } from '../models/model';
import type { Seen } from './observe';

/** The tensors are of a batch of one. */
export function layerSight(
  { layer, operation, output, normalised, attention }: Observation,
  valuesOf: Seen['valuesOf'],
): Omit<LayerSight, 'kind'> {
  const [height, width] = sidesOf(output.shape);
  const channels = output.shape.at(-1) ?? 1;
  const values = valuesOf(output);
  const before = normalised && {
    before: groupsOf(valuesOf(normalised.input), channels, normalised.groups ?? 1),
  };
  return {
    layer,
    operation,
    height,
    width,
    channels,
    values,
    ...before,
    ...(attention && { attention: attentionSight(attention, valuesOf) }),
  };
}

/** Tokens are the pixels of a square map. */
function sidesOf([, ...shape]: readonly number[]): readonly [height: number, width: number] {
  if (shape.length === 3) return [shape[0] ?? 1, shape[1] ?? 1];
  const side = Math.sqrt(shape.length === 2 ? (shape[0] ?? 1) : 1);
  return [side, side];
}

const groupsOf = (values: Float32Array, channels: number, groups: number) =>
  Array.from({ length: groups }, (_, group) => {
    const each = channels / groups;
    return spread(channelsOf({ values, channels }, group * each, each));
  });

function attentionSight(attention: ObservedAttention, valuesOf: Seen['valuesOf']): AttentionSight {
  if ('qkv' in attention) {
    const { qkv, heads } = attention;
    const [, pixels, width] = qkv.shape;
    const byHead = (part: number) => headsFirst(valuesOf(qkv), { pixels, heads, width, part });
    return { heads, queries: byHead(0), keys: byHead(1), pixels, memories: 0 };
  }
  const { queries, keys } = attention;
  const [, heads, pixels] = queries.shape;
  const memories = keys.shape[2] - pixels;
  return { heads, queries: valuesOf(queries), keys: valuesOf(keys), pixels, memories };
}

/** A third of q, k, v side by side, [pixels, 3 · heads · each], as [heads, pixels, each]. */
function headsFirst(
  values: Float32Array,
  { pixels, heads, width, part }: { pixels: number; heads: number; width: number; part: number },
): Float32Array {
  const each = width / 3 / heads;
  const sorted = new Float32Array(heads * pixels * each);
  for (let head = 0; head < heads; head += 1) {
    for (let pixel = 0; pixel < pixels; pixel += 1) {
      const at = pixel * width + (part * heads + head) * each;
      sorted.set(values.subarray(at, at + each), (head * pixels + pixel) * each);
    }
  }
  return sorted;
}
