// Which sample of the film is looked at closely. Nothing is drawn of a class that is asked of a recording: its sample of
// that class is chosen.
import { useEffect, useState } from 'react';
import { publishedClasses } from '../../../datasets/registry';
import { sampledClass } from '../../../lab/sampleClass';
import type { Reel } from '../../../store/reel';
import { useLab, useSetting } from '../../../store/useLab';

export function useChosen(reel: Reel): readonly [number, (index: number) => void] {
  const [chosen, setChosen] = useState(0);
  const asked = useSetting('sampleClass');
  const isRecording = useLab((lab) => reel === lab.recorded);
  const [before, setBefore] = useState(asked);
  useEffect(() => {
    if (asked === before) return;
    setBefore(asked);
    if (!isRecording) return;
    const { config, frames } = reel;
    const { length } = publishedClasses(config.dataset);
    const samples = Array.from({ length: frames[0]?.xt.count ?? 0 }, (_, i) =>
      sampledClass(config, i, length),
    );
    const found = samples.indexOf(asked);
    if (found >= 0) setChosen(found);
  }, [asked, before, isRecording, reel]);
  return [chosen, setChosen];
}
