// What a network computes inside for one picture, layer by layer: plain data, and what is read off it.
import type { LayerOutline } from './reports';

export interface LayerSight {
  /** Name in the outline. */
  readonly layer: string;
  readonly kind: LayerOutline['kind'];
  /** The engine's operation; null where the layer is written in stock tfjs on every backend. */
  readonly operation: string | null;
  /** Sides of the map; 1 × 1 for what has none. */
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** [height, width, channels], with what is fused into the operation: the residual connection, SiLU. */
  readonly values: Float32Array;
  /** Of a norm: what came in, group by group. */
  readonly before?: readonly Spread[];
  readonly attention?: AttentionSight;
}

export interface AttentionSight {
  readonly heads: number;
  /** [heads, pixels, width] */
  readonly queries: Float32Array;
  /** [heads, memories + pixels, width]: learned keys that belong to no pixel come first. */
  readonly keys: Float32Array;
  readonly pixels: number;
  readonly memories: number;
}

/** What the blocks are told of the time, over all time steps. */
export interface TimeSight {
  /** Table indices 0…T−1, ascending. */
  readonly timesteps: readonly number[];
  /** [time steps, width]: the sinusoids, and what the network makes of them (for no class). */
  readonly sinusoids: Float32Array;
  readonly embedding: Float32Array;
}

export interface InsideSight {
  readonly layers: readonly LayerSight[];
  /** Null for a network that is told nothing. */
  readonly time: TimeSight | null;
}

export interface Spread {
  readonly mean: number;
  /** Biased, as norms have it. */
  readonly deviation: number;
  readonly least: number;
  readonly greatest: number;
}

export function spread(values: Float32Array): Spread {
  let [sum, squares, least, greatest] = [0, 0, Infinity, -Infinity];
  for (const value of values) {
    sum += value;
    squares += value * value;
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
  }
  const mean = sum / values.length;
  const variance = squares / values.length - mean * mean;
  return { mean, deviation: Math.sqrt(Math.max(0, variance)), least, greatest };
}

/** Neighbouring channels of a map, [pixels, count]. */
export function channelsOf(
  { values, channels }: Pick<LayerSight, 'values' | 'channels'>,
  from: number,
  count: number,
): Float32Array {
  const pixels = values.length / channels;
  const taken = new Float32Array(pixels * count);
  for (let pixel = 0; pixel < pixels; pixel += 1) {
    const at = pixel * channels + from;
    taken.set(values.subarray(at, at + count), pixel * count);
  }
  return taken;
}

/** Mean over the channels at each pixel, [height, width]. */
export function meanMap({ values, channels }: Pick<LayerSight, 'values' | 'channels'>): Float32Array {
  return Float32Array.from({ length: values.length / channels }, (_, pixel) =>
    values
      .subarray(pixel * channels, (pixel + 1) * channels)
      .reduce((sum, value) => sum + value / channels, 0),
  );
}

/**
 * Where a pixel looks: softmax of query · key / √width over all keys, one row a head, each adding up to 1.
 * @param pixel row · width + column
 * @returns [heads][memories + pixels]
 */
export function attentionOf(
  { heads, queries, keys, pixels, memories }: AttentionSight,
  pixel: number,
): Float64Array[] {
  const width = queries.length / (heads * pixels);
  const count = memories + pixels;
  return Array.from({ length: heads }, (_, head) => {
    const query = queries.subarray((head * pixels + pixel) * width, (head * pixels + pixel + 1) * width);
    const scores = Float64Array.from({ length: count }, (__, key) => {
      const at = (head * count + key) * width;
      return query.reduce((sum, value, i) => sum + value * (keys[at + i] ?? 0), 0) / Math.sqrt(width);
    });
    const greatest = scores.reduce((a, b) => Math.max(a, b), -Infinity);
    const weights = scores.map((score) => Math.exp(score - greatest));
    const total = weights.reduce((a, b) => a + b, 0);
    return weights.map((weight) => weight / total);
  });
}
