// The chosen picture as it is at the cursor: what the time ruler carries, and what the network is shown.
import { useMemo } from 'react';
import { toPictures, type Pictures } from '../../store/pictures';
import { useSetting } from '../../store/useLab';
import { noiseFor, noisedAt, toBatch } from './forward';
import { useCleanPicture } from './picture';
import { useTables } from './tables';

/** @param position 0 (clean) … T. @returns null while there is no picture. */
export function useNoisedPicture(position: number): Pictures | null {
  const { tables } = useTables();
  const process = useSetting('process');
  const seed = useSetting('sampleSeed');
  const clean = useCleanPicture();
  const noise = useMemo(() => clean && noiseFor(process, clean.pixels.length, seed), [clean, process, seed]);
  return useMemo(
    () =>
      clean && noise
        ? toPictures(toBatch(clean, [noisedAt({ process, tables }, clean.pixels, noise, position)]))
        : null,
    [clean, noise, process, tables, position],
  );
}
