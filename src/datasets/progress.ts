// Several files, one progress bar: each file reports into its own part of 0…1000.
import type { LoadOptions } from './types';

const whole = 1000;

/** `options` whose progress fills the part from `from` to `to` (0…1) of the whole. */
export function inPart(options: LoadOptions, from: number, to: number): LoadOptions {
  const { onProgress } = options;
  if (!onProgress) return options;
  return {
    ...options,
    onProgress: (done, total, fetching) => {
      const fraction = total > 0 ? Math.min(1, done / total) : 0;
      onProgress(Math.round(whole * (from + (to - from) * fraction)), whole, fetching);
    },
  };
}
