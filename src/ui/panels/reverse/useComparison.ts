// Two samplers from the same start, noise or a half-noised picture: the second is drawn as soon as the first is done.
import { useEffect, useRef } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { Reel, ReelOrigin } from '../../../store/reel';
import { canSample } from '../../../store/sampling/actions';
import { useActions, useLab } from '../../../store/useLab';
import { compare, sameOrigin } from './comparison';
import type { OtherSampler } from './MoreSampling';

/** The film of the other sampler, or null when there is none to compare with. */
export function useComparison(other: OtherSampler): Reel | null {
  const { sample, clearReel } = useActions();
  const films = useLab(useShallow(({ reels, model }) => ({ reels, model })));
  // After a failure the visitor draws again, not the page.
  const ready = useLab((lab) => canSample(lab) && lab.sampling.kind === 'idle');
  const { reel, missing } = compare(other, films);
  const asked = useRef<ReelOrigin>(null);
  useEffect(() => {
    if (!other && films.reels.other) clearReel('other');
    if (!missing) asked.current = null;
    // What the visitor has stopped is not asked for again.
    else if (ready && !(asked.current && sameOrigin(asked.current, missing))) {
      asked.current = missing;
      sample(missing);
    }
  });
  return reel && reel.frames.length > 0 ? reel : null;
}
