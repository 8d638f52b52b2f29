// Asks the worker for samples: of a denoiser without training, and of the trained network from the same noise. No React here.
import { untrainedNames, type UntrainedName } from '../../../../diffusion/denoisers/names';
import type { Failure } from '../../../../lab/errors';
import type { LabConfig } from '../../../../lab/fields';
import type { ImageBatch } from '../../../../lab/images';
import type { SamplingActions } from '../../../../store/sampling/actions';

export const drawers = [...untrainedNames, 'model'] as const;

export type Drawer = (typeof drawers)[number];

export interface Drawn {
  readonly done: number;
  readonly total: number;
  readonly samples: ImageBatch;
  /** Once all is done: the pictures of the set nearest to the samples, and how far they are. */
  readonly nearest?: ImageBatch;
  readonly distances?: readonly number[];
}

export interface DrawOptions {
  readonly config: LabConfig;
  /** Side of the patch-wise one's window. */
  readonly patch: number;
  readonly count: number;
  /** Pictures of the set that each takes into account at most. */
  readonly seen: Readonly<Record<UntrainedName, number>>;
}

type Study = SamplingActions['study'];
type Hear = (news: Drawn | { readonly failure: Failure }) => void;

/** @returns what breaks it off */
function drawUntrained(
  study: Study,
  which: UntrainedName,
  { seen, ...options }: DrawOptions,
  hear: Hear,
): () => void {
  const command = { type: 'draw-untrained', which, seen: seen[which], ...options } as const;
  return study('untrained-draw', command, (event) => {
    if (event.type === 'failed') hear({ failure: event });
    if (event.type === 'untrained-drawn') hear(event);
  });
}

/** In two questions: the network knows no set. @returns what breaks it off */
function drawModel(study: Study, { config, count }: DrawOptions, hear: Hear): () => void {
  const own = { ...config, time: 0, sampleCount: count };
  let last: Drawn | null = null;
  const findNearest = (drawn: Drawn): (() => void) =>
    study('untrained-draw', { type: 'find-nearest', config, pictures: drawn.samples }, (event) => {
      if (event.type === 'failed') hear({ failure: event });
      if (event.type === 'nearest-found') hear({ ...drawn, ...event });
    });
  let end = study(
    'sampling-map',
    { type: 'sample', config: own, start: { kind: 'noise' }, lane: 'map' },
    (event) => {
      if (event.type === 'failed') hear({ failure: event });
      if (event.type === 'frame') {
        const { step: done, steps: total, xt: samples } = event.frame;
        last = { done, total, samples };
        hear(last);
      }
      if (event.type === 'sampled' && last) end = findNearest(last);
    },
  );
  return () => end();
}

/** Tells of every step; the last news has the nearest pictures. @returns what breaks it off */
export const drawWith = (study: Study, which: Drawer, options: DrawOptions, hear: Hear): (() => void) =>
  which === 'model' ? drawModel(study, options, hear) : drawUntrained(study, which, options, hear);
