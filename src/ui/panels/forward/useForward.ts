// The pictures of the forward panel's rows for the present settings.
import { useDebouncedValue } from '@mantine/hooks';
import { useMemo } from 'react';
import { chainStations } from '../../../diffusion/process/chainStations';
import { toPictures } from '../../../lab/pictures';
import { useSetting } from '../../../store/useLab';
import { noisedAt, pictureNoise, toRange } from '../../../diffusion/process/pictures';
import { nearestIndex, ownPositions, stripPositions, toBatch } from '../../hooks/forward';
import { useProcess } from '../../hooks/process';
import { useCleanPicture } from '../../hooks/picture';
import { useTables } from '../../hooks/tables';
import { usePosition } from '../../hooks/time';
import { useChainNoise } from '../../hooks/useChainNoise';
import type { ImageBatch } from '../../../lab/images';
import type { MixedPixel } from '../../parts/forwardFormula';
import type { Station } from './ForwardStrip';

export type RowName = 'chain' | 'jump';

export interface ForwardRows {
  readonly positions: readonly number[];
  readonly current: number;
  readonly timesteps: number;
  /** Closed form: every station from the clean image at once. */
  readonly jump: readonly Station[];
  /** The same beyond black and white: −3…3 drawn from black to white. */
  readonly unclipped: readonly Station[];
  /** The Markov chain; null while its noise is being made, and for a process that has none. */
  readonly chain: readonly Station[] | null;
  /** The noised picture at the cursor, not clipped. */
  readonly atCursor: ArrayLike<number>;
  /** What the numbers of a pixel were mixed from, at a station of a row; null where that row is not there yet. */
  readonly mixedAt: (row: RowName, station: number, place: number) => MixedPixel | null;
}

export interface ForwardOptions {
  /** The jump takes the chain's own accumulated noise in place of fresh noise. */
  readonly accumulated: boolean;
}

const unclippedRange = 3;
const restMs = 120;

function useChain(clean: ImageBatch | null, positions: readonly number[]) {
  const { tables } = useTables();
  const process = useProcess();
  const seed = useSetting('sampleSeed');
  const size = clean && process.chain ? clean.pixels.length : 0;
  const noise = useChainNoise(size, tables.timesteps, seed);
  // A thousand links for each move of a slider would be felt: the chain follows when the slider rests.
  const [settled] = useDebouncedValue(tables, restMs);
  return useMemo(
    () =>
      clean && noise?.length === size * settled.timesteps && settled.timesteps === tables.timesteps
        ? chainStations(settled, clean.pixels, noise, positions)
        : null,
    [clean, noise, size, settled, tables.timesteps, positions],
  );
}

/** Null while there is no picture. */
export function useForward({ accumulated }: ForwardOptions): ForwardRows | null {
  const { tables } = useTables();
  const process = useProcess();
  const seed = useSetting('sampleSeed');
  const frames = useSetting('stripFrames');
  const clean = useCleanPicture();
  const { position, timesteps } = usePosition();
  const stripSpacing = useSetting('stripSpacing');
  const places = useSetting('stripPlaces');
  const positions = useMemo(
    () =>
      stripSpacing === 'own'
        ? ownPositions(places, tables.timesteps)
        : stripPositions(frames, tables.timesteps),
    [stripSpacing, places, frames, tables.timesteps],
  );
  const fresh = useMemo(
    () => clean && pictureNoise(process, seed, clean.pixels.length),
    [clean, process, seed],
  );
  const stations = useChain(clean, positions);

  const rows = useMemo(() => {
    if (!clean || !fresh) return null;
    const values = positions.map((place, i) => {
      const chained = accumulated ? stations?.[i]?.accumulatedNoise : undefined;
      const noise = chained ? Float64Array.from(chained) : fresh;
      return noisedAt(process, tables, clean.pixels, noise, place);
    });
    const row = (range: number): Station[] =>
      values.map((picture, i) => ({
        position: positions[i] ?? 0,
        pictures: toPictures(toBatch(clean, [picture]), -range, range),
      }));
    return { jump: row(1), unclipped: row(unclippedRange) };
  }, [clean, fresh, stations, accumulated, process, tables, positions]);

  const chain = useMemo(
    () =>
      stations &&
      clean &&
      stations.map((s) => ({ position: s.position, pictures: toPictures(toBatch(clean, [s.x])) })),
    [stations, clean],
  );
  const atCursor = useMemo(
    () => clean && fresh && noisedAt(process, tables, clean.pixels, fresh, position),
    [clean, fresh, process, tables, position],
  );
  if (!clean || !fresh || !rows || !atCursor) return null;
  const mixedAt = (row: RowName, station: number, place: number): MixedPixel | null => {
    const chained = stations?.[station]?.accumulatedNoise;
    if (row === 'chain' && !chained) return null;
    const noise = chained && (row === 'chain' || accumulated) ? chained : fresh;
    const x0 = toRange(clean.pixels, process.range);
    const channelsOf = (values: Float32Array | Float64Array): number[] => [
      ...values.subarray(place * clean.channels, (place + 1) * clean.channels),
    ];
    return { x0: channelsOf(x0), noise: channelsOf(noise) };
  };
  const current = nearestIndex(positions, position);
  return { ...rows, chain, atCursor, mixedAt, positions, timesteps, current };
}
