// From the pixels of a decoded picture to bytes of a data set: over black, grey by Rec. 601 luma.

/** Red, green and blue that JPEG has rounded apart are still grey. */
const greyTolerance = 3;

export function isGrey(rgba: Uint8ClampedArray | Uint8Array): boolean {
  for (let at = 0; at < rgba.length; at += 4) {
    const [red, green, blue] = [rgba[at] ?? 0, rgba[at + 1] ?? 0, rgba[at + 2] ?? 0];
    if (Math.max(red, green, blue) - Math.min(red, green, blue) > greyTolerance) return false;
  }
  return true;
}

export const isOpaque = (rgba: Uint8ClampedArray | Uint8Array): boolean =>
  rgba.every((value, at) => at % 4 !== 3 || value === 255);

/** @returns [pixels, channels], bytes; `channels` is 1 or 3 */
export function overBlack(rgba: Uint8ClampedArray | Uint8Array, channels: number): Uint8Array {
  const bytes = new Uint8ClampedArray((rgba.length / 4) * channels);
  for (let i = 0; 4 * i < rgba.length; i++) {
    const alpha = (rgba[4 * i + 3] ?? 0) / 255;
    const [red = 0, green = 0, blue = 0] = [0, 1, 2].map((c) => (rgba[4 * i + c] ?? 0) * alpha);
    if (channels === 1) bytes[i] = 0.299 * red + 0.587 * green + 0.114 * blue;
    else bytes.set([red, green, blue], 3 * i);
  }
  return new Uint8Array(bytes.buffer);
}

/** Grey bytes as red, green and blue. */
export const inColour = (grey: Uint8Array): Uint8Array =>
  Uint8Array.from({ length: 3 * grey.length }, (_, i) => grey[Math.floor(i / 3)] ?? 0);
