// The size of an image out of its first bytes, so that nothing huge has to be decoded to be refused.

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** So much of a file is looked at: the size of a JPEG may stand behind a preview and a colour profile. */
export const headerBytes = 256 * 1024;

/** Null where the kind is another, or the size does not stand in these bytes. */
export function imageSize(bytes: Uint8Array): Size | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const read of readers) {
    try {
      const size = read(view);
      if (size) return size;
    } catch (thrown) {
      // The bytes end before the size.
      if (!(thrown instanceof RangeError)) throw thrown;
    }
  }
  return null;
}

type Read = (view: DataView) => Size | null;

const begins = (view: DataView, text: string, at = 0): boolean =>
  Array.from(text).every((letter, i) => view.getUint8(at + i) === letter.charCodeAt(0));

/** PNG (W3C): signature, then the chunk IHDR. */
const png: Read = (view) =>
  begins(view, '\u0089PNG') && begins(view, 'IHDR', 12)
    ? { width: view.getUint32(16), height: view.getUint32(20) }
    : null;

/** GIF89a: the logical screen. */
const gif: Read = (view) =>
  begins(view, 'GIF8') ? { width: view.getUint16(6, true), height: view.getUint16(8, true) } : null;

/** BMP: BITMAPINFOHEADER; the height is negative where rows go from top to bottom. */
const bmp: Read = (view) =>
  begins(view, 'BM') && view.getUint32(14, true) >= 40
    ? { width: Math.abs(view.getInt32(18, true)), height: Math.abs(view.getInt32(22, true)) }
    : null;

const uint24 = (view: DataView, at: number): number =>
  view.getUint16(at, true) + 65_536 * view.getUint8(at + 2);

/** WebP: a RIFF container with a lossy, a lossless or an extended first chunk. */
const webp: Read = (view) => {
  if (!begins(view, 'RIFF') || !begins(view, 'WEBP', 8)) return null;
  if (begins(view, 'VP8 ', 12))
    return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  if (begins(view, 'VP8L', 12)) {
    const bits = view.getUint32(21, true);
    return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
  }
  return begins(view, 'VP8X', 12) ? { width: 1 + uint24(view, 24), height: 1 + uint24(view, 27) } : null;
};

/** "ispe", the box that says the size of an image (ISO 23008-12). */
const ispe = 0x69737065;

/** AVIF: the largest of its images, among which may be a preview. */
const avif: Read = (view) => {
  if (!begins(view, 'ftypavi', 4)) return null;
  let largest: Size | null = null;
  for (let at = 12; at + 16 <= view.byteLength; at++) {
    if (view.getUint32(at) !== ispe) continue;
    const size = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) };
    if (!largest || size.width * size.height > largest.width * largest.height) largest = size;
  }
  return largest;
};

/** JPEG (ITU T.81): the frame header, SOF0 … SOF15 without DHT, JPG and DAC, is looked for segment by segment. */
const jpeg: Read = (view) => {
  if (view.getUint16(0) !== 0xffd8) return null;
  for (let at = 2; view.getUint8(at) === 0xff;) {
    const marker = view.getUint8(at + 1);
    // Fill bytes before a marker, and markers without a segment.
    if (marker === 0xff) at += 1;
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2;
    else if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    else at += 2 + view.getUint16(at + 2);
  }
  return null;
};

const readers: readonly Read[] = [png, jpeg, gif, webp, bmp, avif];
