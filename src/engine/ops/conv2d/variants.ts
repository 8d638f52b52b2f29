// The few tilings of a convolution that are worth timing on a GPU.
import type { ConvolutionShape } from './shape';
import type { ConvolutionKind, FilterTiling, MapTiling, TilingOf } from './tiling';

/** Pixels, channels, depth, lanes along the channels. */
const maps: readonly (readonly [number, number, 1 | 4, number])[] = [
  [1, 4, 4, 16],
  [2, 4, 4, 16],
  [4, 4, 4, 16],
  [4, 8, 4, 8],
  [4, 8, 4, 1],
  [8, 8, 1, 1],
];

/** In channels, out channels, threads to reach by slicing the rows. */
const filters: readonly (readonly [number, number, number])[] = [
  [4, 4, 8192],
  [4, 4, 65536],
  [8, 4, 16384],
  [8, 8, 8192],
  [8, 8, 32768],
];

/** All fit the shape; the default may be among them. */
export function tilingVariants<K extends ConvolutionKind>(
  kind: K,
  shape: ConvolutionShape,
): readonly TilingOf[K][] {
  return variants[kind](shape);
}

const variants: { readonly [K in ConvolutionKind]: (shape: ConvolutionShape) => readonly TilingOf[K][] } = {
  forward: (s) => mapVariants(s.outChannels),
  inputGradient: (s) => mapVariants(s.inChannels),
  filterGradient: (s) => filterVariants(s),
  gradients: () => [{ together: true }],
};

const fits = (channels: number, tile: number): boolean => channels % tile === 0;

function mapVariants(channels: number): readonly MapTiling[] {
  const usable = maps.filter(([, tile]) => fits(channels, tile));
  return usable.map(([pixels, tile, depth, most]) => {
    let channelLanes = most;
    while ((channels / tile) % channelLanes !== 0) channelLanes /= 2;
    return { pixels, channels: tile, depth, lanes: 64, channelLanes, compact: false };
  });
}

function filterVariants(s: ConvolutionShape): readonly FilterTiling[] {
  const rows = s.batch * s.outHeight;
  const usable = filters.filter(([i, o]) => fits(s.inChannels, i) && fits(s.outChannels, o));
  return usable.map(([inChannels, outChannels, threads]) => {
    const tiles = (s.kernel ** 2 * s.inChannels * s.outChannels) / (inChannels * outChannels);
    return {
      inChannels,
      outChannels,
      lanes: 64,
      slices: Math.max(1, Math.min(rows, Math.ceil(threads / tiles))),
      compact: false,
    };
  });
}
