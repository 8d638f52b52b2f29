// Plays the learning film, whose rows are still being made: without a hand on it, the newest is shown.
import { useEffect, useState } from 'react';
import type { FilmRow } from '../../../lab/history';

const framesPerSecond = 6;

export interface FilmPlayer {
  readonly index: number;
  readonly playing: boolean;
  goTo(index: number): void;
  toggle(): void;
}

/** @param rows of the film so far, at least 1 */
export function useFilmPlayer(rows: readonly FilmRow[]): FilmPlayer {
  const last = rows.length - 1;
  /** The step of the chosen row, since a long film is thinned out; null follows the newest. */
  const [chosen, setChosen] = useState<number | null>(null);
  const [playing, setPlaying] = useState(false);
  const index =
    chosen === null
      ? last
      : Math.max(
          0,
          rows.findLastIndex(({ step }) => step <= chosen),
        );

  const choose = (next: number): void => setChosen(next >= last ? null : (rows[next]?.step ?? null));

  useEffect(() => {
    if (!playing) return undefined;
    const timer = setTimeout(() => {
      const next = rows[index + 1];
      setChosen(next && index + 1 < last ? next.step : null);
      if (index + 1 >= last) setPlaying(false);
    }, 1000 / framesPerSecond);
    return () => clearTimeout(timer);
  }, [playing, index, last, rows]);

  return {
    index,
    playing,
    goTo(next) {
      setPlaying(false);
      choose(next);
    },
    toggle() {
      if (!playing && index >= last) choose(0);
      setPlaying(!playing && last > 0);
    },
  };
}
