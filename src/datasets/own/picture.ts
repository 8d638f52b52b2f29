// A picture that was decoded, by whatever means.
import type { Size } from './header';

/** How an image becomes a square: its middle, or the whole of it between black bars. */
export const ownFits = ['crop', 'whole'] as const;

export type OwnFit = (typeof ownFits)[number];

export interface DecodedPicture extends Size {
  /** RGBA, [side, side, 4]; null where it may be shown, but not read. */
  readonly square: (side: number, fit: OwnFit) => Uint8ClampedArray | Uint8Array | null;
  readonly close: () => void;
}
