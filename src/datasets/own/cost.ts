import type { Size } from './header';

/** Pixels of a digit's side, which the recipes are measured on. */
const digit = 28;
/** Below this the cost is not worth a word. */
const leastTimes = 2;

/** How many times the work of a digit a training step on such images takes, roughly; null where that needs no saying. */
export function timesOfDigit({ height, width }: Size): number | null {
  const times = Math.round((height * width) / digit ** 2);
  return times < leastTimes ? null : times;
}
