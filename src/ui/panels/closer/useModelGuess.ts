// What the present model takes for the chosen picture, noised at some time steps: asked when it rests, kept until the
// question is another one.
import { useEffect, useState } from 'react';
import type { ImageBatch } from '../../../lab/images';
import { useActions, useSetting } from '../../../store/useLab';
import { toBatch } from '../../hooks/forward';
import { usePresentModel } from './usePresentModel';

/** The model is asked only when the ruler has come to rest. */
const restMs = 250;

export interface ModelGuess {
  /** There is a model for these settings: it answers when it rests. */
  readonly hasModel: boolean;
  /** A picture for each time step; null where it was not asked or has not answered yet. */
  readonly originals: ImageBatch | null;
}

interface Answer {
  readonly question: string;
  readonly of: ImageBatch;
  readonly originals: ImageBatch;
}

/** @param clean one picture @param places table indices 0…T−1, separated by blanks */
export function useModelGuess(clean: ImageBatch | null, places: string): ModelGuess {
  const { predictOriginals } = useActions();
  const seed = useSetting('sampleSeed');
  const { isThere: hasModel, answers: ready, moment } = usePresentModel();
  const question = `${moment} ${seed} ${places}`;
  const [answer, setAnswer] = useState<Answer | null>(null);
  useEffect(() => {
    if (!ready || !clean) return undefined;
    const timer = setTimeout(() => {
      const timesteps = places.split(' ').map(Number);
      const images = toBatch(
        clean,
        timesteps.map(() => clean.pixels),
      );
      predictOriginals({ timesteps, images }).then(
        (originals) => originals && setAnswer({ question, of: clean, originals }),
        // A newer question, or a failure that the check beside the training tells of.
        () => undefined,
      );
    }, restMs);
    return () => clearTimeout(timer);
  }, [ready, clean, places, question, predictOriginals]);
  const isAnswered = hasModel && answer?.question === question && answer.of === clean;
  return { hasModel, originals: isAnswered ? answer.originals : null };
}
