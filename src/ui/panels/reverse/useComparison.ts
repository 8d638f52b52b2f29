// Two samplers from the same start, noise or a half-noised picture: the second is drawn as soon as the first is done.
import { useEffect } from 'react';
import { isResting } from '../../../store/phase';
import type { Reel } from '../../../store/reel';
import { useActions, useLab } from '../../../store/useLab';
import type { OtherSampler } from './MoreSampling';

/** The film of the other sampler, or null when there is none to compare with. */
export function useComparison(other: OtherSampler): Reel | null {
  const { sample, clearReel } = useActions();
  const main = useLab((lab) => lab.reels.main);
  const reel = useLab((lab) => lab.reels.other);
  const resting = useLab(({ phase }) => isResting(phase));
  const model = useLab((lab) => lab.model);
  // A film that was made with other settings than the first is of no use.
  const wanted = other && main?.finished ? { ...main.config, sampler: other } : null;
  const fits =
    reel !== null &&
    wanted !== null &&
    reel.start === main?.start &&
    JSON.stringify({ ...reel.config, time: 0 }) === JSON.stringify({ ...wanted, time: 0 });
  useEffect(() => {
    if (!other && reel) clearReel('other');
    if (wanted && main && model && resting && !fits)
      sample({ lane: 'other', config: wanted, start: main.start });
  });
  return fits && reel.frames.length > 0 ? reel : null;
}
