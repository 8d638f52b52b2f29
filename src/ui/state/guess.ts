// What the visitor expects of a training, outside lessons: chosen before it, beside what came after it. Kept until the
// page is left.
import { create } from 'zustand';

/** Bounds between the choices: the smoothed loss at the end. */
export const lossBounds = [0.03, 0.1, 0.3] as const;

interface Guess {
  /** Index of a choice: 0 is below the first bound; null where nothing was chosen. */
  readonly choice: number | null;
  /** Id of the run that was under way or done when it was chosen: it is of the next. */
  readonly after: number;
}

export const useGuess = create<Guess>()(() => ({ choice: null, after: 0 }));

/** @param lastRun id of the newest run, 0 without one */
export const guess = (choice: number | null, lastRun: number): void =>
  useGuess.setState({ choice, after: lastRun });

/** The choice that a loss falls into. */
export const choiceOf = (loss: number): number => lossBounds.filter((bound) => loss >= bound).length;
