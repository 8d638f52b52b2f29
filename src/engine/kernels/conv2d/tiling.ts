// How the work of a convolution is cut into threads. The defaults follow from the shape; a tuner may put measured
// choices in their place.
import { shapeKey, type ConvolutionShape } from './shape';

/** Forward and input gradient: a thread computes `pixels` × `channels` outputs. */
export interface MapTiling {
  readonly pixels: number;
  /** A multiple of 4. */
  readonly channels: number;
  /** Threads of a work group; they differ in their pixels only, so that all read the same filter values. */
  readonly lanes: number;
}

/** Filter gradient: a thread computes `inChannels` × `outChannels` weights of one tap over one slice of the rows. */
export interface FilterTiling {
  /** A multiple of 4. */
  readonly inChannels: number;
  readonly outChannels: number;
  /** Threads of a work group; they differ in their out channels only. */
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

  get<K extends ConvolutionKind>(kind: K, shape: ConvolutionShape): TilingOf[K] {
    return this.chosen[kind].get(shapeKey(shape)) ?? defaults[kind](shape);
  }

  set<K extends ConvolutionKind>(kind: K, shape: ConvolutionShape, tiling: TilingOf[K]): void {
    this.chosen[kind].set(shapeKey(shape), tiling);
  }

  /** Back to the defaults. */
  clear(): void {
    for (const map of Object.values(this.chosen)) map.clear();
  }
}

// A GPU hides its latencies with this many threads; software drivers need far fewer.
const enoughThreads = 8192;

const defaults: { readonly [K in ConvolutionKind]: (shape: ConvolutionShape) => TilingOf[K] } = {
  forward: (s) => mapTiling(s.batch * s.outHeight * s.outWidth, s.outChannels),
  inputGradient: (s) => mapTiling(s.batch * s.height * s.width, s.inChannels),
  filterGradient: (s) => {
    const inChannels = widest(s.inChannels, 16);
    const lanes = Math.min(64, 8 * Math.ceil(s.outChannels / 8));
    const outChannels = 1;
    const threads =
      s.kernel ** 2 * Math.ceil(s.inChannels / inChannels) * lanes * Math.ceil(s.outChannels / lanes);
    const rows = s.batch * s.outHeight;
    const slices = Math.max(
      1,
      Math.min(Math.ceil(enoughThreads / threads), Math.floor((rows * s.outWidth) / 64), rows),
    );
    return { inChannels, outChannels, lanes, slices };
  },
};

function mapTiling(pixels: number, channels: number): MapTiling {
  const lanes = 64;
  for (const [p, c] of [
    [2, 16],
    [1, 16],
    [1, 8],
  ] as const) {
    const tile = widest(channels, c);
    if ((pixels / p) * (channels / tile) >= enoughThreads) return { pixels: p, channels: tile, lanes };
  }
  return { pixels: 1, channels: widest(channels, 8), lanes };
}

/** The largest tile of at most `limit` channels, in whole vectors of 4, that divides the channels evenly. */
function widest(channels: number, limit: number): number {
  const vectors = Math.ceil(channels / 4);
  let tile = Math.min(vectors, limit / 4);
  while (vectors % tile !== 0) tile--;
  return 4 * tile;
}
