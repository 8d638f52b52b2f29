// How the work of a convolution is cut into threads. The defaults follow from the shape; a tuner may put measured
// choices in their place.
import { shapeKey, type ConvolutionShape } from './shape';

/** Forward and input gradient: a thread computes `pixels` × `channels` outputs. */
export interface MapTiling {
  readonly pixels: number;
  /** A multiple of 4 where the map's channels are one. */
  readonly channels: number;
  /** Channels that it reads of each pixel at a time: what is best depends on the device's loads. */
  readonly depth: 1 | 2 | 4;
  /** Threads of a work group. */
  readonly lanes: number;
  /** So many neighbouring threads take neighbouring tiles of the same pixels; divides `lanes` and the number of tiles. */
  readonly channelLanes: number;
  /** Results are written in a loop: see `eachRow`. */
  readonly compact: boolean;
}

/** Filter gradient: a thread computes `inChannels` × `outChannels` weights of one tap over one slice of the rows. */
export interface FilterTiling {
  /** Multiples of 4 where the maps' channels are. */
  readonly inChannels: number;
  readonly outChannels: number;
  readonly lanes: number;
  /** Partial sums, added by a second dispatch if there are several. */
  readonly slices: number;
  /** As in {@link MapTiling}. */
  readonly compact: boolean;
}

/** Both gradients, each in its own tiling. */
export interface GradientPlan {
  /** In one dispatch. Worth it where a device is not filled by one of them; others lose by it. */
  readonly together: boolean;
}

export interface TilingOf {
  readonly forward: MapTiling;
  readonly inputGradient: MapTiling;
  readonly filterGradient: FilterTiling;
  readonly gradients: GradientPlan;
}

export type ConvolutionKind = keyof TilingOf;
export type AnyTiling = TilingOf[ConvolutionKind];

/** One program's work. */
export interface ConvolutionCase {
  readonly kind: ConvolutionKind;
  readonly shape: ConvolutionShape;
}

export const tilingKey = (kind: ConvolutionKind, shape: ConvolutionShape): string =>
  `${kind} ${shapeKey(shape)}`;

/** The choices in force: measured ones where `set` was called, else the defaults. One per engine, handed to the operations. */
export class ConvolutionTilings {
  private readonly chosen: { readonly [K in ConvolutionKind]: Map<string, TilingOf[K]> } = {
    forward: new Map(),
    inputGradient: new Map(),
    filterGradient: new Map(),
    gradients: new Map(),
  };
  private readonly device: DeviceKind;
  private readonly cases = new Map<string, ConvolutionCase>();

  constructor(device: DeviceKind = 'hardware') {
    this.device = device;
  }

  get<K extends ConvolutionKind>(kind: K, shape: ConvolutionShape): TilingOf[K] {
    const key = tilingKey(kind, shape);
    if (!this.cases.has(key)) this.cases.set(key, { kind, shape });
    return this.chosen[kind].get(shapeKey(shape)) ?? defaults[kind](shape, this.device);
  }

  set<K extends ConvolutionKind>(kind: K, shape: ConvolutionShape, tiling: TilingOf[K]): void {
    this.chosen[kind].set(shapeKey(shape), tiling);
  }

  /** What `get` was called for: the work of the model that ran. */
  asked(): readonly ConvolutionCase[] {
    return [...this.cases.values()];
  }
}

/** A software driver (SwiftShader, lavapipe) has two to a dozen slow threads, and every load costs it much. */
export type DeviceKind = 'hardware' | 'software';

/** A GPU hides the latency of its memory with this many threads; a CPU wants a few work groups for each core. */
const enoughThreads: Readonly<Record<DeviceKind, number>> = { hardware: 16384, software: 1024 };

type Default<T> = (shape: ConvolutionShape, device: DeviceKind) => T;

const defaults: { readonly [K in ConvolutionKind]: Default<TilingOf[K]> } = {
  forward: (s, device) => mapTiling[device](s.batch, s.outHeight * s.outWidth, s.outChannels, 16),
  // Each row of the filter lies far from the next here: few of them at a time.
  inputGradient: (s, device) => mapTiling[device](s.batch, s.height * s.width, s.inChannels, 4),
  // Until it is measured.
  gradients: () => ({ together: false }),
  filterGradient: (s, device) => {
    const [inChannels, outChannels] = [tileOf(s.inChannels, 8), tileOf(s.outChannels, 8)];
    const tiles =
      s.kernel ** 2 * Math.ceil(s.inChannels / inChannels) * Math.ceil(s.outChannels / outChannels);
    const rows = s.batch * s.outHeight;
    // Fewer than 64 pixels a slice would cost more in partial sums than they gain.
    const most = Math.min(rows, Math.floor((rows * s.outWidth) / 64));
    const slices = Math.max(1, Math.min(Math.ceil(enoughThreads[device] / tiles), most));
    return {
      inChannels,
      outChannels,
      lanes: device === 'hardware' ? 64 : 16,
      slices,
      compact: device === 'software',
    };
  },
};

/** @param pixels of one image */
type MapDefault = (batch: number, pixels: number, channels: number, mostChannelLanes: number) => MapTiling;

const mapTiling: Readonly<Record<DeviceKind, MapDefault>> = {
  hardware: (batch, pixels, channels, mostChannelLanes) => {
    const threads = (p: number, c: number): number =>
      Math.ceil((batch * pixels) / p) * Math.ceil(channels / tileOf(channels, c));
    const [p, c] = hardwareTiles.find((tile) => threads(...tile) >= enoughThreads.hardware) ?? [1, 4];
    const tile = tileOf(channels, c);
    return {
      pixels: p,
      channels: tile,
      depth: 4,
      lanes: 64,
      channelLanes: commonPower(channels / tile, mostChannelLanes),
      compact: false,
    };
  },
  // Whatever the batch: samples are drawn with the pipelines of training, where each takes seconds to compile.
  software: (_batch, pixels, channels) => ({
    pixels: [7, 8].find((p) => pixels % p === 0) ?? 4,
    channels: tileOf(channels, 8),
    depth: 1,
    lanes: 16,
    channelLanes: 1,
    compact: true,
  }),
};

/** Pixels × channels, from the most work per byte read to the most threads. */
const hardwareTiles: readonly (readonly [number, number])[] = [
  [8, 8],
  [4, 8],
  [4, 4],
  [2, 4],
  [1, 4],
];

/** A tile of at most `limit` channels that divides them evenly where they come in vectors of 4. */
function tileOf(channels: number, limit: number): number {
  let tile = Math.min(channels, limit);
  while (channels % 4 === 0 && channels % tile !== 0) tile -= 4;
  return tile;
}

/** The largest power of two up to `limit` that divides `n`. */
function commonPower(n: number, limit: number): number {
  let power = 1;
  while (power < limit && n % (power * 2) === 0) power *= 2;
  return power;
}
