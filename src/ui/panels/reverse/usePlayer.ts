// Plays a reel by moving the time ruler from frame to frame: film and ruler are one cursor.
import { useEffect, useRef, useState } from 'react';
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

export function usePlayer(reel: Reel | null): Player {
  const { setConfig } = useActions();
  const time = useLab((lab) => lab.config.time);
  const [playing, setPlaying] = useState(false);
  const [framesPerSecond, setSpeed] = useState(12);
  const expected = useRef<number | null>(null);
  const frames = reel?.frames ?? [];
  const timesteps = reel?.config.timesteps ?? 1;
  const index = frameAt(frames, timesteps, time);
  const last = frames.length - 1;

  const goTo = (next: number): void => {
    const frame = frames[Math.min(last, Math.max(0, next))];
    if (frame) setConfig({ time: Math.min(1, Math.max(0, frameTime(frame, timesteps))) });
  };

  useEffect(() => {
    if (!playing) return undefined;
    // Someone else moved the ruler: the visitor's hand wins.
    const moved = expected.current !== null && expected.current !== index;
    if (moved || index >= last) {
      setPlaying(false);
      return undefined;
    }
    const timer = setTimeout(() => {
      expected.current = index + 1;
      goTo(index + 1);
    }, 1000 / framesPerSecond);
    return () => clearTimeout(timer);
  });

  return {
    index,
    playing,
    framesPerSecond,
    setSpeed,
    goTo(next) {
      setPlaying(false);
      goTo(next);
    },
    toggle() {
      expected.current = null;
      if (!playing && index >= last) goTo(0);
      setPlaying(!playing && last > 0);
    },
  };
}
