// Samples drawn with each denoiser without training, one after the other, and with the trained network where there is one.
import { useEffect, useRef, useState } from 'react';
import type { Failure } from '../../../../lab/errors';
import { canSee } from '../../../../store/mismatch';
import { canSample } from '../../../../store/sampling/actions';
import type { LabState } from '../../../../store/state';
import { useActions, useLab, useLabStore } from '../../../../store/useLab';
import { drawers, drawWith, type Drawer, type DrawOptions, type Drawn } from './drawing';

export interface DrawnSamples {
  readonly drawn: Readonly<Partial<Record<Drawer, Drawn>>>;
  /** Which is being drawn with. */
  readonly busy: Drawer | null;
  readonly failure: Failure | null;
  readonly draw: () => void;
  readonly stop: () => void;
}

/** There is a network for pictures of the set, and it rests. */
const modelDraws = (lab: LabState): boolean => canSee(lab) && canSample(lab);

export function useDrawn(options: Omit<DrawOptions, 'config'>): DrawnSamples {
  const { study } = useActions();
  const store = useLabStore();
  const ready = useLab(modelDraws);
  const [drawn, setDrawn] = useState<DrawnSamples['drawn']>({});
  const [busy, setBusy] = useState<Drawer | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const end = useRef<() => void>(null);

  function drawFrom([which, ...others]: readonly Drawer[]): void {
    const able = which === 'model' ? modelDraws(store.getState()) : which !== undefined;
    setBusy(able && which ? which : null);
    end.current = null;
    if (!able || !which) return;
    const { config } = store.getState();
    end.current = drawWith(study, which, { config, ...options }, (news) => {
      if ('failure' in news) {
        setBusy(null);
        setFailure(news.failure);
        return;
      }
      setDrawn((before) => ({ ...before, [which]: news }));
      if (news.nearest) drawFrom(others);
    });
  }
  const stop = (): void => {
    end.current?.();
    end.current = null;
    setBusy(null);
  };
  useEffect(() => () => end.current?.(), []);
  // What else is done with the network ends its drawing.
  const drawsWithModel = busy === 'model' && ready;
  useEffect(() => (drawsWithModel ? stop : undefined), [drawsWithModel]);
  return {
    drawn,
    busy,
    failure,
    stop,
    draw() {
      stop();
      setDrawn({});
      setFailure(null);
      drawFrom(drawers);
    },
  };
}
