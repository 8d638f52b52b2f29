// How the work of a convolution is cut into threads. The defaults follow from the shape; a tuner may put measured
// choices in their place.
import { shapeKey, type ConvolutionShape } from './shape';

/** Forward and input gradient: a thread computes `pixels` × `channels` outputs. */
export interface MapTiling {
  readonly pixels: number;
  /** A multiple of 4 where the map's channels are one. */
  readonly channels: number;
  /** Threads of a work group; they differ in their pixels only, so that all read the same filter values. */
  readonly lanes: number;
}

/** Filter gradient: a thread computes `inChannels` × `outChannels` weights of one tap over one slice of the rows. */
export interface FilterTiling {
  /** Multiples of 4 where the maps' channels are. */
  readonly inChannels: number;
  readonly outChannels: number;
  readonly lanes: number;
  /** Partial sums, added by a second dispatch if there are several. */
  readonly slices: number;
}

export interface TilingOf {
  readonly forward: MapTiling;
  readonly inputGradient: MapTiling;
  readonly filterGradient: FilterTiling;
}

export type ConvolutionKind = keyof TilingOf;

export const tilingKey = (kind: ConvolutionKind, shape: ConvolutionShape): string =>
  `${kind} ${shapeKey(shape)}`;

/** The choices in force: measured ones where `set` was called, else the defaults. One per engine, handed to the operations. */
export class ConvolutionTilings {
  private readonly chosen: { readonly [K in ConvolutionKind]: Map<string, TilingOf[K]> } = {
    forward: new Map(),
    inputGradient: new Map(),
    filterGradient: new Map(),
  };
  private readonly threads: number;

  /** @param threads the least number that keeps the device busy: tiles are as large as it allows. */
  constructor(threads: number = hardwareThreads) {
    this.threads = threads;
  }

  get<K extends ConvolutionKind>(kind: K, shape: ConvolutionShape): TilingOf[K] {
    return this.chosen[kind].get(shapeKey(shape)) ?? defaults[kind](shape, this.threads);
  }

  set<K extends ConvolutionKind>(kind: K, shape: ConvolutionShape, tiling: TilingOf[K]): void {
    this.chosen[kind].set(shapeKey(shape), tiling);
  }

  /** Back to the defaults. */
  clear(): void {
    for (const map of Object.values(this.chosen)) map.clear();
  }
}

/** A GPU hides the latency of its memory with this many threads. */
export const hardwareThreads = 16384;
/** A software driver needs a few work groups for each core. */
export const softwareThreads = 1024;

type Default<T> = (shape: ConvolutionShape, threads: number) => T;

const defaults: { readonly [K in ConvolutionKind]: Default<TilingOf[K]> } = {
  forward: (s, threads) => mapTiling(s.batch * s.outHeight * s.outWidth, s.outChannels, threads),
  inputGradient: (s, threads) => mapTiling(s.batch * s.height * s.width, s.inChannels, threads),
  filterGradient: (s, threads) => {
    const [inChannels, outChannels] = [tileOf(s.inChannels, 8), tileOf(s.outChannels, 8)];
    const tiles =
      s.kernel ** 2 * Math.ceil(s.inChannels / inChannels) * Math.ceil(s.outChannels / outChannels);
    const rows = s.batch * s.outHeight;
    // Fewer than 64 pixels a slice would cost more in partial sums than they gain.
    const most = Math.min(rows, Math.floor((rows * s.outWidth) / 64));
    const slices = Math.max(1, Math.min(Math.ceil(threads / tiles), most));
    return { inChannels, outChannels, lanes: 64, slices };
  },
};

/** Tiles from the most work per byte read to the most threads. */
const mapTiles = [
  [8, 8],
  [4, 8],
  [4, 4],
  [2, 4],
  [1, 4],
] as const;

function mapTiling(pixels: number, channels: number, threads: number): MapTiling {
  const lanes = pixels < 1024 ? 32 : 64;
  const enough = mapTiles.find(
    ([p, c]) => Math.ceil(pixels / p) * Math.ceil(channels / tileOf(channels, c)) >= threads,
  );
  const [p, c] = enough ?? [1, 4];
  return { pixels: p, channels: tileOf(channels, c), lanes };
}

/** A tile of at most `limit` channels that divides them evenly where they come in vectors of 4. */
function tileOf(channels: number, limit: number): number {
  if (channels % 4 !== 0) return Math.min(channels, limit);
  let tile = Math.min(channels, limit);
  while (channels % tile !== 0) tile -= 4;
  return tile;
}
