// Which films stand side by side: of two samplers, from one start and one model.
import type { LabConfig } from '../../../lab/fields';
import type { LabState } from '../../../store/state';
import type { Reel, ReelOrigin } from '../../../store/reel';

type Sampler = LabConfig['sampler'];

export interface Comparison {
  /** The film of the other sampler that goes with the main one. */
  readonly reel: Reel | null;
  /** What has to be sampled before there is one. */
  readonly missing: ReelOrigin | null;
}

const sameSettings = (a: LabConfig, b: LabConfig): boolean =>
  JSON.stringify({ ...a, time: 0 }) === JSON.stringify({ ...b, time: 0 });

type Model = Pick<ReelOrigin, 'run' | 'trainingSteps'>;

const sameModel = (a: Model, b: Model): boolean => a.run === b.run && a.trainingSteps === b.trainingSteps;

/** Two films are of the same: nothing can differ between them. */
export const sameOrigin = (a: ReelOrigin, b: ReelOrigin): boolean =>
  a.lane === b.lane && a.start === b.start && sameModel(a, b) && sameSettings(a.config, b.config);

/** @param other the sampler to compare with, null for none */
export function compare(
  other: Sampler | null,
  { reels, model }: Pick<LabState, 'reels' | 'model'>,
): Comparison {
  const { main, other: reel } = reels;
  if (!other || !main?.finished) return { reel: null, missing: null };
  const wanted: ReelOrigin = {
    lane: 'other',
    config: { ...main.config, sampler: other },
    start: main.start,
    run: main.run,
    trainingSteps: main.trainingSteps,
  };
  if (reel && sameOrigin(reel, wanted)) return { reel, missing: null };
  if (!model) return { reel: null, missing: null };
  const present = { run: model.run, trainingSteps: model.step };
  if (sameModel(main, present)) return { reel: null, missing: wanted };
  // The main film is of another model, or of this one when it knew less: it is made anew first.
  const { config, start } = main;
  return { reel: null, missing: { lane: 'main', config, start, ...present } };
}
