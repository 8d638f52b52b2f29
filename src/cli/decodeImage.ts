// PNG and JPEG files without a browser: RGBA bytes, upright.
import { convertIndexedToRgb, decode as decodePng, hasPngSignature, type DecodedPng } from 'fast-png';
import jpeg from 'jpeg-js';
import type { DecodedPicture } from '../datasets/own/picture';
import { squareOf, turned, type Raster } from '../datasets/own/raster';

/** As the decoder gives it; its types leave the last one out. */
type Jpeg = Raster & { readonly exifBuffer?: Uint8Array };

/** Null for what is neither, or is damaged. */
export async function decodeImage(file: Blob): Promise<DecodedPicture | null> {
  const raster = toRaster(new Uint8Array(await file.arrayBuffer()));
  if (!raster) return null;
  const { width, height } = raster;
  return { width, height, square: (side, fit) => squareOf(raster, side, fit), close: () => undefined };
}

export function toRaster(bytes: Uint8Array): Raster | null {
  try {
    if (hasPngSignature(bytes)) return fromPng(decodePng(bytes));
    if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null;
    const { width, height, data, exifBuffer }: Jpeg = jpeg.decode(bytes, {
      useTArray: true,
      maxResolutionInMP: 64,
      maxMemoryUsageInMB: 2048,
    });
    return turned({ width, height, data }, orientationOf(exifBuffer));
  } catch {
    return null;
  }
}

/** Grey, grey with alpha, RGB, RGBA or a palette, of 1 to 16 bits, to RGBA bytes. */
function fromPng(png: DecodedPng): Raster {
  const { width, height, palette, depth, transparency } = png;
  const [values, channels] = palette
    ? [convertIndexedToRgb(png), palette[0]?.length ?? 3]
    : [depth < 8 ? unpacked(png) : png.data, png.channels];
  const high = 2 ** (palette ? 8 : depth) - 1;
  const data = new Uint8Array(4 * width * height);
  for (let i = 0; i < width * height; i++) {
    const of = (channel: number): number => values[i * channels + channel] ?? 0;
    const colours = channels < 3 ? [of(0), of(0), of(0)] : [of(0), of(1), of(2)];
    // One colour of an image without alpha may stand for "transparent" (tRNS).
    const isKey =
      !palette && transparency !== undefined && transparency.every((value, channel) => of(channel) === value);
    const alpha = channels === 2 || channels === 4 ? of(channels - 1) : isKey ? 0 : high;
    data.set(
      [...colours, alpha].map((value) => Math.round((255 * value) / high)),
      4 * i,
    );
  }
  return { width, height, data };
}

/** Grey values of less than a byte, which lie packed, each row beginning a byte of its own. */
function unpacked({ width, height, depth, data }: DecodedPng): Uint8Array {
  const row = Math.ceil((width * depth) / 8);
  return Uint8Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    const bit = x * depth;
    const byte = data[y * row + (bit >> 3)] ?? 0;
    return (byte >> (8 - depth - (bit & 7))) & (2 ** depth - 1);
  });
}

/** EXIF's tag 0x0112 (1 … 8) out of a TIFF header, which zeros may precede; 1 where there is none. */
export function orientationOf(exif: Uint8Array | undefined): number {
  if (!exif) return 1;
  const view = new DataView(exif.buffer, exif.byteOffset, exif.byteLength);
  try {
    const tiff = exif.findIndex((byte) => byte !== 0);
    const little = view.getUint16(tiff) === 0x4949;
    const first = tiff + view.getUint32(tiff + 4, little);
    const count = view.getUint16(first, little);
    for (let i = 0; i < count; i++) {
      const entry = first + 2 + 12 * i;
      if (view.getUint16(entry, little) === 0x0112) return view.getUint16(entry + 8, little);
    }
  } catch {
    // It is cut off.
  }
  return 1;
}
