// What the present model's layers compute for the chosen picture at the ruler's t: asked when the ruler rests, kept until
// the next answer.
import { useEffect, useState } from 'react';
import { LabError, toFailure, type Failure } from '../../../../lab/errors';
import type { ImageBatch } from '../../../../lab/images';
import type { InsideSight } from '../../../../lab/inside';
import { useActions, useSetting } from '../../../../store/useLab';
import { usePresentModel } from '../usePresentModel';

const restMs = 250;

export interface Inside {
  readonly hasModel: boolean;
  readonly sight: InsideSight | null;
  /** It is of another question: the next is under way. */
  readonly stale: boolean;
  readonly failure: Failure | null;
}

interface Answer {
  readonly question: string;
  readonly of: ImageBatch;
  readonly run: string | undefined;
  readonly sight: InsideSight | null;
  readonly failure: Failure | null;
}

/** @param timestep table index 0…T−1 */
export function useInside(clean: ImageBatch | null, timestep: number): Inside {
  const { lookInside } = useActions();
  const seed = useSetting('sampleSeed');
  const { isThere, answers, moment } = usePresentModel();
  const [answer, setAnswer] = useState<Answer | null>(null);
  const run = moment?.split('/')[0];
  const question = `${moment} ${seed} ${timestep}`;
  useEffect(() => {
    if (!answers || !clean) return undefined;
    const tell = (told: Pick<Answer, 'sight' | 'failure'>): void =>
      setAnswer({ question, of: clean, run, ...told });
    const timer = setTimeout(() => {
      lookInside({ timestep, image: clean }).then(
        (sight) => tell({ sight, failure: null }),
        (thrown: unknown) => {
          const replaced = thrown instanceof LabError && thrown.code === 'stopped';
          if (!replaced) tell({ sight: null, failure: toFailure(thrown) });
        },
      );
    }, restMs);
    return () => clearTimeout(timer);
  }, [answers, clean, run, timestep, question, lookInside]);
  // What was seen of another network has other layers.
  const known = isThere && answer?.run === run ? answer : null;
  return {
    hasModel: isThere,
    sight: known?.sight ?? null,
    stale: known?.question !== question || known.of !== clean,
    failure: known?.failure ?? null,
  };
}
