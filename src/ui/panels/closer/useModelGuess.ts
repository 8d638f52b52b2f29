// What the present model takes for the chosen picture, noised at some time steps: asked when it rests, kept until the
// question is another one.
import { useEffect, useState } from 'react';
import type { ImageBatch } from '../../../lab/images';
import { canSee } from '../../../store/mismatch';
import { isResting } from '../../../store/phases';
import { useActions, useLab, useSetting } from '../../../store/useLab';
import { toBatch } from '../../hooks/forward';
import { scheduleKey } from '../../hooks/tables';

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
  const moment = useLab(({ model }) => model && `${model.run}/${model.step}`);
  const hasModel = useLab(
    (lab) => canSee(lab) && lab.model !== null && scheduleKey(lab.model.config) === scheduleKey(lab.config),
  );
  const ready = useLab((lab) => isResting(lab.training) && lab.sampling.kind !== 'sampling') && hasModel;
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
