// What the denoisers without training say of the noised picture at the ruler's t: asked for when the ruler rests, answered
// first from some pictures of the set, then from all.
import { useEffect, useMemo, useState } from 'react';
import { untrainedNames, type UntrainedName } from '../../../../diffusion/denoisers/names';
import { qSample } from '../../../../diffusion/process/forward';
import { pictureNoise, toRange } from '../../../../diffusion/process/pictures';
import type { Failure } from '../../../../lab/errors';
import type { ImageBatch } from '../../../../lab/images';
import type { WorkerEvent } from '../../../../worker/protocol';
import { useActions, useLabStore, useSetting } from '../../../../store/useLab';
import { useProcess } from '../../../hooks/process';
import { useTables } from '../../../hooks/tables';

const restMs = 150;

export type UntrainedAnswer = Extract<WorkerEvent, { readonly type: 'untrained' }>;

export interface UntrainedAnswers {
  readonly answers: Readonly<Partial<Record<UntrainedName, UntrainedAnswer>>>;
  /** They are of another question: the next are under way. */
  readonly stale: boolean;
  readonly failure: Failure | null;
}

export interface UntrainedQuestion {
  readonly clean: ImageBatch | null;
  /** Table index 0…T−1; null where there is nothing to denoise. */
  readonly t: number | null;
  readonly patch: number;
  /** Pictures of the set at most. */
  readonly seen: number;
}

interface Heard {
  /** The question that was answered last. */
  readonly to: object | null;
  readonly answers: UntrainedAnswers['answers'];
  readonly failure: Failure | null;
}

export function useUntrained({ clean, t, patch, seen }: UntrainedQuestion): UntrainedAnswers {
  const { study } = useActions();
  const store = useLabStore();
  const { tables } = useTables();
  const process = useProcess();
  const seed = useSetting('sampleSeed');
  const dataset = useSetting('dataset');
  const [heard, setHeard] = useState<Heard>({ to: null, answers: {}, failure: null });
  const question = useMemo(() => {
    if (!clean || t === null || !process.chain) return null;
    const noise = pictureNoise(process, seed, clean.pixels.length);
    const x = Float32Array.from(qSample(tables, toRange(clean.pixels, process.range), t, noise));
    return { which: untrainedNames, dataset, patch, seen, x, timestep: t };
  }, [clean, t, process, seed, tables, dataset, patch, seen]);
  useEffect(() => {
    if (!question) return undefined;
    const hear = (event: WorkerEvent): void => {
      if (event.type === 'failed') setHeard({ to: question, answers: {}, failure: event });
      if (event.type !== 'untrained') return;
      setHeard(({ answers }) => ({
        to: question,
        answers: { ...answers, [event.which]: event },
        failure: null,
      }));
    };
    let stop: (() => void) | null = null;
    const timer = setTimeout(() => {
      const { dataset: _, ...asked } = question;
      stop = study('untrained', { type: 'untrained', config: store.getState().config, ...asked }, hear);
    }, restMs);
    return () => {
      clearTimeout(timer);
      stop?.();
    };
  }, [question, study, store]);
  return { answers: heard.answers, failure: heard.failure, stale: heard.to !== question };
}
