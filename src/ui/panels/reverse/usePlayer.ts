// Plays a reel by moving the time ruler from frame to frame: film and ruler are one cursor.
import { useCallback, useEffect, useRef, useState } from 'react';
import { frameAt, frameTime, type Reel } from '../../../store/reel';
import { useActions, useLab } from '../../../store/useLab';

export interface Player {
  /** Index of the frame under the cursor; −1 while there is none. */
  readonly index: number;
  readonly playing: boolean;
  readonly framesPerSecond: number;
  setSpeed(framesPerSecond: number): void;
  goTo(index: number): void;
  toggle(): void;
}

/** @param starts the film plays by itself, as long as this holds */
export function usePlayer(reel: Reel, starts = false): Player {
  const { setConfig } = useActions();
  const time = useLab((lab) => lab.config.time);
  /** Null until it is played, or has come to its end. */
  const [wanted, setPlaying] = useState<boolean | null>(null);
  const playing = wanted ?? starts;
  const [framesPerSecond, setSpeed] = useState(12);
  /** The frame that the player itself went to last. */
  const expected = useRef<number | null>(null);
  const { frames } = reel;
  const { timesteps } = reel.config;
  const index = frameAt(frames, timesteps, time);
  const last = frames.length - 1;

  const show = useCallback(
    (next: number): void => {
      const frame = frames[Math.min(frames.length - 1, Math.max(0, next))];
      if (frame) setConfig({ time: Math.min(1, Math.max(0, frameTime(frame, timesteps))) });
    },
    [frames, timesteps, setConfig],
  );

  useEffect(() => {
    if (!playing) return undefined;
    // Someone else moved the ruler: the visitor's hand wins.
    const moved = expected.current !== null && expected.current !== index;
    const timer = setTimeout(
      () => {
        if (moved || index >= last) return setPlaying(false);
        expected.current = index + 1;
        show(index + 1);
      },
      moved ? 0 : 1000 / framesPerSecond,
    );
    return () => clearTimeout(timer);
  }, [playing, index, last, framesPerSecond, show]);

  return {
    index,
    playing,
    framesPerSecond,
    setSpeed,
    goTo(next) {
      setPlaying(false);
      show(next);
    },
    toggle() {
      expected.current = null;
      if (!playing && index >= last) show(0);
      setPlaying(!playing && last > 0);
    },
  };
}
