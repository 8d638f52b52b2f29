// Samples drawn with each denoiser without training, one after the other.
import { useEffect, useRef, useState } from 'react';
import { untrainedNames, type UntrainedName } from '../../../../diffusion/denoisers/names';
import type { Failure } from '../../../../lab/errors';
import type { WorkerEvent } from '../../../../worker/protocol';
import { useActions, useLabStore } from '../../../../store/useLab';

export type Drawn = Extract<WorkerEvent, { readonly type: 'untrained-drawn' }>;

export interface DrawnSamples {
  readonly drawn: Readonly<Partial<Record<UntrainedName, Drawn>>>;
  /** Which is being drawn with. */
  readonly busy: UntrainedName | null;
  readonly failure: Failure | null;
  readonly draw: () => void;
  readonly stop: () => void;
}

export interface DrawOptions {
  readonly patch: number;
  readonly count: number;
  /** Pictures of the set that each takes into account at most. */
  readonly seen: Readonly<Record<UntrainedName, number>>;
}

export function useDrawn({ patch, count, seen }: DrawOptions): DrawnSamples {
  const { study } = useActions();
  const store = useLabStore();
  const [drawn, setDrawn] = useState<DrawnSamples['drawn']>({});
  const [busy, setBusy] = useState<UntrainedName | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const end = useRef<() => void>(null);

  function drawWith([which, ...others]: readonly UntrainedName[]): void {
    setBusy(which ?? null);
    end.current = null;
    if (!which) return;
    const { config } = store.getState();
    end.current = study(
      'untrained-draw',
      { type: 'draw-untrained', config, which, patch, seen: seen[which], count },
      (event) => {
        if (event.type === 'failed') {
          setBusy(null);
          setFailure(event);
        }
        if (event.type !== 'untrained-drawn') return;
        setDrawn((before) => ({ ...before, [which]: event }));
        if (event.nearest) drawWith(others);
      },
    );
  }
  const stop = (): void => {
    end.current?.();
    end.current = null;
    setBusy(null);
  };
  useEffect(() => () => end.current?.(), []);
  return {
    drawn,
    busy,
    failure,
    stop,
    draw() {
      stop();
      setDrawn({});
      setFailure(null);
      drawWith(untrainedNames);
    },
  };
}
