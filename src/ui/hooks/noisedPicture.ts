// The chosen picture as it is at the cursor: what the time ruler carries, and what the network is shown.
import { useMemo } from 'react';
import { toPictures, type Pictures } from '../../lab/pictures';
import { useSetting } from '../../store/useLab';
import { noisedAt, pictureNoise } from '../../diffusion/process/pictures';
import { toBatch } from './forward';
import { useProcess } from './process';
import { useCleanPicture } from './picture';
import { useTables } from './tables';

/** @param position 0 (clean) … T. @returns null while there is no picture. */
export function useNoisedPicture(position: number): Pictures | null {
  const { tables } = useTables();
  const process = useProcess();
  const seed = useSetting('sampleSeed');
  const clean = useCleanPicture();
  const noise = useMemo(
    () => clean && pictureNoise(process, seed, clean.pixels.length),
    [clean, process, seed],
  );
  return useMemo(
    () =>
      clean && noise
        ? toPictures(toBatch(clean, [noisedAt(process, tables, clean.pixels, noise, position)]))
        : null,
    [clean, noise, process, tables, position],
  );
}
