// Looking through a data set: what can be asked for, and what comes.
import type { Statistics } from '../datasets/statistics';

export type Browsing =
  | { readonly kind: 'these'; readonly indices: readonly number[] }
  | {
      readonly kind: 'random';
      /** Of one class; null for any. */
      readonly label: number | null;
      readonly count: number;
      readonly seed: number;
    };

export interface BrowsedImages {
  /** Their places in the set. */
  readonly indices: readonly number[];
  /** Bytes 0…255, [n, height, width, channels]. */
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
  /** Of the whole set; comes with random images. */
  readonly statistics?: Statistics;
}
