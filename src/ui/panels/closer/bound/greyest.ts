// The pixel to begin with: neither black nor white, so that there is something to guess.
import type { ImageBatch } from '../../../../lab/images';

/** Row · width + column of the pixel nearest to the middle grey. */
export function greyestPixel({ pixels, channels }: Pick<ImageBatch, 'pixels' | 'channels'>): number {
  let best = 0;
  for (let i = 0; i < pixels.length; i += 1) {
    if (Math.abs(pixels[i] ?? 1) < Math.abs(pixels[best] ?? 1)) best = i;
  }
  return Math.floor(best / channels);
}
