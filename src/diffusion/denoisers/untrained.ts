// The denoisers without training by name, and how one goes through its set: in turns, with answers on the way.
import { gatherMoments, linearOriginals, type Moments } from './linear';
import { pictureSize, type Denoising, type NoiseLevel, type PictureSet } from './denoiser';
import type { UntrainedName } from './names';
import { optimalDenoising, type OptimalDenoising, type Pull } from './optimal';
import { patchDenoising, type PatchOptions } from './patch';

export interface Answer {
  /** Pictures of the set that it is from. */
  readonly seen: number;
  readonly originals: readonly Float64Array[];
  /** Of the perfect one, for the first noised picture: who pulls, and how many share it. */
  readonly pulls?: readonly Pull[];
  readonly sharers?: number;
}

export interface Turns {
  /** An answer is given after so many pictures each, ascending. */
  readonly milestones: readonly number[];
  readonly signal?: AbortSignal;
  /** Lets others have their turn. */
  readonly rest: () => Promise<void>;
  readonly onSeen?: (seen: number) => void;
}

/** One that is asked again and again, at any level: what it can remember between two questions, it does. */
export interface Untrained {
  /** Ends early where `signal` aborts. */
  answer(
    xs: readonly Float64Array[],
    level: NoiseLevel,
    turns: Turns,
  ): AsyncGenerator<Answer, void, undefined>;
}

/** The answer from `seen` pictures; null where `signal` aborts before. */
export async function answerOf(
  denoiser: Untrained,
  xs: readonly Float64Array[],
  level: NoiseLevel,
  { seen, ...turns }: Omit<Turns, 'milestones'> & { readonly seen: number },
): Promise<Answer | null> {
  let last: Answer | null = null;
  for await (const answer of denoiser.answer(xs, level, { ...turns, milestones: [seen] })) last = answer;
  return last;
}

/** Milliseconds of a turn. */
const turnMs = 25;
/** Pictures between two looks at the clock. */
const block = 100;

/** @returns whether it came to `to` */
async function walk(
  add: (from: number, to: number) => void,
  from: number,
  to: number,
  { signal, rest, onSeen }: Turns,
): Promise<boolean> {
  let begun = performance.now();
  for (let at = from; at < to; at += block) {
    if (signal?.aborted) return false;
    const end = Math.min(to, at + block);
    add(at, end);
    if (performance.now() - begun < turnMs) continue;
    onSeen?.(end);
    await rest();
    begun = performance.now();
  }
  return !signal?.aborted;
}

const through = (
  make: (xs: readonly Float64Array[], level: NoiseLevel) => Denoising & Partial<OptimalDenoising>,
): Untrained => ({
  async *answer(xs, level, turns) {
    const denoising = make(xs, level);
    let seen = 0;
    for (const milestone of turns.milestones) {
      if (!(await walk((from, to) => denoising.add(from, to), seen, milestone, turns))) return;
      seen = milestone;
      const { pulls, sharers } = denoising;
      yield {
        seen,
        originals: denoising.originals(),
        ...(pulls && sharers && { pulls: pulls(), sharers: sharers() }),
      };
    }
  },
});

/** The moments serve every picture and every level: they are gathered once. */
function throughMoments(set: PictureSet): Untrained {
  const moments: Moments = gatherMoments(set);
  const add = (from: number, to: number): void => moments.add(from, to);
  // Two who ask at once wait for each other: no picture is counted twice.
  let gathering: Promise<boolean> = Promise.resolve(true);
  const gather = (to: number, turns: Turns): Promise<boolean> => {
    gathering = gathering.then(() => moments.count >= to || walk(add, moments.count, to, turns));
    return gathering;
  };
  return {
    async *answer(xs, level, turns) {
      for (const milestone of turns.milestones) {
        if (!(await gather(milestone, turns))) return;
        // More may be known from before.
        yield { seen: moments.count, originals: linearOriginals(moments, xs, level, set.channels) };
        if (moments.count > milestone) return;
      }
    },
  };
}

/** The covariance of a picture of more numbers takes too long: the linear one sees so many pictures at most. */
const mostOfColour = 2000;

const makers = {
  optimal: (set) => through((xs, level) => optimalDenoising(set, xs, level)),
  linear: (set) => throughMoments(set),
  patch: (set, options) => through((xs, level) => patchDenoising(set, xs, level, options)),
} as const satisfies Record<UntrainedName, (set: PictureSet, options: PatchOptions) => Untrained>;

export const makeUntrained = (name: UntrainedName, set: PictureSet, options: PatchOptions): Untrained =>
  makers[name](set, options);

/** How many pictures of a set one of them takes into account at most. */
export const mostPictures = (name: UntrainedName, set: PictureSet): number =>
  name === 'linear' && set.channels > 1 ? Math.min(set.count, mostOfColour) : set.count;

/** The most numbers of a picture that the linear one can be asked for in reasonable time. */
export const fitsLinear = (set: Omit<PictureSet, 'images' | 'count'>): boolean =>
  pictureSize(set) / set.channels <= 1024;
