// What the posterior and the decoder are computed from: the chosen picture, its noised self, and what the present model
// takes for it, at the ruler's t and at the first time step.
import { useMemo } from 'react';
import { qSample } from '../../../../diffusion/process/forward';
import { pictureNoise, toRange } from '../../../../diffusion/process/pictures';
import { inUnitLength } from '../../../../diffusion/theory/link';
import type { ImageBatch } from '../../../../lab/images';
import { useSetting } from '../../../../store/useLab';
import { useCleanPicture } from '../../../hooks/picture';
import { useProcess } from '../../../hooks/process';
import { useTables } from '../../../hooks/tables';
import { usePosition } from '../../../hooks/time';
import { useModelGuess } from '../useModelGuess';

export interface Noised {
  /** Table index 0…T−1. */
  readonly t: number;
  /** In unit length, where signal² + noise² = 1. */
  readonly xt: Float64Array;
  /** The model's x̂₀; null where it was not asked or has not answered yet. */
  readonly guess: Float32Array | null;
}

export interface ReverseStep {
  readonly clean: ImageBatch;
  /** At the ruler's t, 1…T. */
  readonly here: Noised;
  /** At the first time step: what the decoder is shown. */
  readonly first: Noised;
  /** There is a model for these settings: it answers when it rests. */
  readonly hasModel: boolean;
}

/** @returns null while there is no picture */
export function useReverseStep(): ReverseStep | null {
  const { tables } = useTables();
  const { position } = usePosition();
  const clean = useCleanPicture();
  const process = useProcess();
  const seed = useSetting('sampleSeed');
  const t = Math.max(1, position) - 1;
  const { hasModel, originals } = useModelGuess(clean, `${t} 0`);
  return useMemo(() => {
    if (!clean) return null;
    const size = clean.pixels.length;
    const noised = (at: number, number: number): Noised => {
      const noise = pictureNoise(process, seed, size, number);
      const own = qSample(tables, toRange(clean.pixels, process.range), at, noise);
      return {
        t: at,
        xt: own.map((value) => inUnitLength(tables, at, value)),
        guess: originals && originals.pixels.subarray(number * size, (number + 1) * size),
      };
    };
    return { clean, here: noised(t, 0), first: noised(0, 1), hasModel };
  }, [clean, hasModel, originals, process, seed, tables, t]);
}
