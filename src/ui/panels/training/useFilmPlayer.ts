// Plays the learning film, whose rows are still being made: without a hand on it, the newest is shown.
import { useEffect, useState } from 'react';

const framesPerSecond = 6;

export interface FilmPlayer {
  readonly index: number;
  readonly playing: boolean;
  goTo(index: number): void;
  toggle(): void;
}

/** @param count rows of the film so far, at least 1 */
export function useFilmPlayer(count: number): FilmPlayer {
  const last = count - 1;
  /** Null follows the newest row. */
  const [chosen, setChosen] = useState<number | null>(null);
  const [playing, setPlaying] = useState(false);
  const index = Math.min(chosen ?? last, last);

  useEffect(() => {
    if (!playing) return undefined;
    const timer = setTimeout(() => {
      setChosen(index + 1 < last ? index + 1 : null);
      if (index + 1 >= last) setPlaying(false);
    }, 1000 / framesPerSecond);
    return () => clearTimeout(timer);
  }, [playing, index, last]);

  return {
    index,
    playing,
    goTo(next) {
      setPlaying(false);
      setChosen(next >= last ? null : next);
    },
    toggle() {
      if (!playing && index >= last) setChosen(0);
      setPlaying(!playing && last > 0);
    },
  };
}
