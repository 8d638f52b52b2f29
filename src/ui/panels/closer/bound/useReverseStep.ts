// What the posterior and the decoder are computed from: the chosen picture, its noised self, and what the present model
// takes for it, at the ruler's t and at the first time step.
import { useEffect, useMemo, useState } from 'react';
import { qSample } from '../../../../diffusion/process/forward';
import { pictureNoise, toRange } from '../../../../diffusion/process/pictures';
import { inUnitLength } from '../../../../diffusion/theory/link';
import type { ImageBatch } from '../../../../lab/images';
import { canSee } from '../../../../store/mismatch';
import { isResting } from '../../../../store/phases';
import { useActions, useLab, useSetting } from '../../../../store/useLab';
import { toBatch } from '../../../hooks/forward';
import { useCleanPicture } from '../../../hooks/picture';
import { useProcess } from '../../../hooks/process';
import { scheduleKey, useTables } from '../../../hooks/tables';
import { usePosition } from '../../../hooks/time';

/** The model is asked only when the ruler has come to rest. */
const restMs = 250;

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

interface Answer {
  readonly question: string;
  readonly originals: ImageBatch;
}

/** @returns null while there is no picture */
export function useReverseStep(): ReverseStep | null {
  const { tables } = useTables();
  const { position } = usePosition();
  const clean = useCleanPicture();
  const process = useProcess();
  const seed = useSetting('sampleSeed');
  const { predictOriginals } = useActions();
  const step = useLab(({ model }) => model && `${model.run}/${model.step}`);
  const hasModel = useLab(
    (lab) => canSee(lab) && lab.model !== null && scheduleKey(lab.model.config) === scheduleKey(lab.config),
  );
  const ready = useLab((lab) => isResting(lab.training) && lab.sampling.kind !== 'sampling') && hasModel;
  const t = Math.max(1, position) - 1;
  const question = `${step} ${t} ${seed}`;
  const [answer, setAnswer] = useState<(Answer & { readonly of: ImageBatch }) | null>(null);
  useEffect(() => {
    if (!ready || !clean) return undefined;
    const timer = setTimeout(() => {
      const images = toBatch(clean, [clean.pixels, clean.pixels]);
      predictOriginals({ timesteps: [t, 0], images }).then(
        (originals) => originals && setAnswer({ question, originals, of: clean }),
        // A newer question, or a failure that the check beside the training tells of.
        () => undefined,
      );
    }, restMs);
    return () => clearTimeout(timer);
  }, [ready, clean, t, question, predictOriginals]);
  return useMemo(() => {
    if (!clean) return null;
    const size = clean.pixels.length;
    const told = hasModel && answer?.question === question && answer.of === clean ? answer.originals : null;
    const noised = (at: number, number: number): Noised => {
      const noise = pictureNoise(process, seed, size, number);
      const own = qSample(tables, toRange(clean.pixels, process.range), at, noise);
      return {
        t: at,
        xt: own.map((value) => inUnitLength(tables, at, value)),
        guess: told && told.pixels.subarray(number * size, (number + 1) * size),
      };
    };
    return { clean, here: noised(t, 0), first: noised(0, 1), hasModel };
  }, [clean, hasModel, answer, question, process, seed, tables, t]);
}
