// Which sample of the film is looked at closely. Nothing is drawn of a class that is asked of a recording: its sample of
// that class is chosen.
import { useState } from 'react';
import { publishedClasses } from '../../../datasets/registry';
import { sampledClass } from '../../../lab/sampleClass';
import type { Reel } from '../../../store/reel';
import { useLab, useSetting } from '../../../store/useLab';

export function useChosen(reel: Reel): readonly [number, (index: number) => void] {
  const [chosen, setChosen] = useState(0);
  const asked = useSetting('sampleClass');
  const isRecording = useLab((lab) => reel === lab.recorded);
  const [before, setBefore] = useState(asked);
  if (asked !== before) {
    setBefore(asked);
    const samples = Array.from({ length: isRecording ? (reel.frames[0]?.xt.count ?? 0) : 0 }, (_, i) =>
      sampledClass(reel.config, i, publishedClasses(reel.config.dataset).length),
    );
    const found = samples.indexOf(asked);
    if (found >= 0) setChosen(found);
  }
  return [chosen, setChosen];
}
