// The pictures of the forward strip for the present settings.
import { useMemo } from 'react';
import { toPictures } from '../../../store/pictures';
import { useSetting } from '../../../store/useLab';
import { nearestIndex, noiseFor, noisedAt, stripPositions, toBatch } from '../../model/forward';
import { useCleanPicture } from '../../model/picture';
import { useTables } from '../../model/tables';
import { useCursor } from '../../model/time';
import type { Station } from './ForwardStrip';

export interface ForwardView {
  readonly stations: readonly Station[];
  readonly current: number;
  readonly timesteps: number;
}

/** Null while there is no picture. */
export function useForward(): ForwardView | null {
  const { tables } = useTables();
  const process = useSetting('process');
  const seed = useSetting('sampleSeed');
  const frames = useSetting('stripFrames');
  const clean = useCleanPicture();
  const { position, timesteps } = useCursor();
  const noise = useMemo(() => clean && noiseFor(process, clean.pixels.length, seed), [clean, process, seed]);
  const stations = useMemo(() => {
    if (!clean || !noise) return null;
    return stripPositions(frames, tables.timesteps).map((place) => ({
      position: place,
      pictures: toPictures(toBatch(clean, [noisedAt({ process, tables }, clean.pixels, noise, place)])),
    }));
  }, [clean, noise, process, tables, frames]);
  if (!stations) return null;
  const current = nearestIndex(
    stations.map((station) => station.position),
    position,
  );
  return { stations, current, timesteps };
}
