import { encode } from 'fast-png';
import jpeg from 'jpeg-js';
import { describe, expect, it } from 'vitest';
import { decodeImage, orientationOf, toRaster } from './decodeImage';
import golden from '../datasets/own/golden/pictures.json';
import { overBlack } from '../datasets/own/pixels';
import { squareOf, turned } from '../datasets/own/raster';

const rgbaOf = (bytes: Uint8Array): number[] => [...(toRaster(bytes)?.data ?? [])];

/** Two pixels by one. */
const png = (data: Uint8Array | Uint16Array, channels: number, depth: 8 | 16 = 8): Uint8Array =>
  encode({ width: 2, height: 1, data, channels, depth });

describe('a PNG', () => {
  it.each([
    ['grey', png(Uint8Array.of(0, 200), 1), [0, 0, 0, 255, 200, 200, 200, 255]],
    ['grey with alpha', png(Uint8Array.of(9, 0, 200, 128), 2), [9, 9, 9, 0, 200, 200, 200, 128]],
    ['coloured', png(Uint8Array.of(1, 2, 3, 4, 5, 6), 3), [1, 2, 3, 255, 4, 5, 6, 255]],
    ['coloured with alpha', png(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8), 4), [1, 2, 3, 4, 5, 6, 7, 8]],
    ['of 16 bits', png(Uint16Array.of(0, 65_535), 1, 16), [0, 0, 0, 255, 255, 255, 255, 255]],
  ])('%s', (_, bytes, rgba) => {
    expect(rgbaOf(bytes)).toEqual(rgba);
  });

  // Written by Python's zlib and struct, chunk by chunk, after the PNG specification.
  it.each([
    // One bit a pixel: 10110000 01.
    [
      'of one bit',
      'iVBORw0KGgoAAAANSUhEUgAAAAoAAAABAQAAAADPjgLTAAAAC0lEQVR4nGPY4AAAAaMA8enR1ZoAAAAASUVORK5CYII=',
      [255, 0, 255, 255, 0, 0, 0, 0, 0, 255],
    ],
    // A palette of red and green at one bit.
    [
      'with a palette',
      'iVBORw0KGgoAAAANSUhEUgAAAAIAAAABAQMAAADO7O3JAAAABlBMVEX/AAAA/wDSh+9xAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
      [0, 255],
    ],
  ])('%s', (_, base64, reds) => {
    const rgba = rgbaOf(new Uint8Array(Buffer.from(base64, 'base64')));
    expect(rgba.filter((_value, at) => at % 4 === 0)).toEqual(reds);
  });
});

describe('a JPEG', () => {
  it('is decoded, and turned as its EXIF says', async () => {
    // Left white, right black.
    const data = new Uint8Array(16 * 8 * 4).map((_, at) => (at % 4 === 3 || (at >> 2) % 16 < 8 ? 255 : 0));
    const plain = new Uint8Array(jpeg.encode({ width: 16, height: 8, data }, 95).data);
    // A camera held upright: orientation 6, to be turned by 90° clockwise.
    const exif = Buffer.from(
      'ffe1 0022 457869660000 4d4d002a00000008 0001 0112 0003 00000001 0006 0000 00000000'.replaceAll(
        ' ',
        '',
      ),
      'hex',
    );
    const bytes = Uint8Array.of(...plain.subarray(0, 2), ...exif, ...plain.subarray(2));
    const picture = await decodeImage(new Blob([bytes]));
    expect([picture?.width, picture?.height]).toEqual([8, 16]);
    const [top, bottom] = [0, 3].map((i) => picture?.square(2, 'whole')?.[4 * i]);
    expect(top).toBeGreaterThan(250);
    expect(bottom).toBeLessThan(5);
  });

  it('without EXIF, or with a damaged one, is upright', () => {
    expect(orientationOf(undefined)).toBe(1);
    expect(orientationOf(Uint8Array.of(0x45, 0x78))).toBe(1);
  });
});

describe('a file as people have it', () => {
  const isRead = ({ name }: { readonly name: string }): boolean => /\.(png|jpg)$/.test(name);
  const bytesOf = ({ base64 }: { readonly base64: string }) => new Uint8Array(Buffer.from(base64, 'base64'));

  it.each(golden.pictures.filter(isRead))('shows what Pillow sees in it: $name', (picture) => {
    const raster = toRaster(bytesOf(picture));
    const pixels = overBlack(raster?.data ?? new Uint8Array(), 3);
    const middles = [4, 12].flatMap((y) =>
      [4, 12].map((x) => [...pixels.subarray(3 * (golden.side * y + x)).subarray(0, 3)]),
    );
    const differences = middles.flatMap((rgb, i) =>
      rgb.map((value, c) => Math.abs(value - (picture.quarters[i]?.[c] ?? Number.NaN))),
    );
    expect([raster?.width, raster?.height]).toEqual([golden.side, golden.side]);
    // Decoders of JPEG round as they like.
    expect(differences.filter((difference) => !(difference <= 3))).toEqual([]);
  });

  it.each(golden.pictures.filter((picture) => !isRead(picture)))('is refused: $name', (picture) => {
    expect(toRaster(bytesOf(picture))).toBeNull();
  });
});

describe('what is no picture', () => {
  it.each([
    ['an empty file', new Uint8Array()],
    ['a text', new TextEncoder().encode('hello')],
    ['half a PNG', png(Uint8Array.of(0, 200), 1).subarray(0, 40)],
    ['a JPEG without an end', Uint8Array.of(0xff, 0xd8, 0xff, 0xc0, 0, 17)],
  ])('is null: %s', (_, bytes) => {
    expect(toRaster(bytes)).toBeNull();
  });
});

/** Grey pixels, opaque. */
const greys = (width: number, values: readonly number[]) => ({
  width,
  height: values.length / width,
  data: Uint8Array.from(values.flatMap((value) => [value, value, value, 255])),
});

const reds = (data: Uint8Array): number[] => [...data].filter((_value, at) => at % 4 === 0);

describe('turning', () => {
  // EXIF 2.3, table "Orientation": of a file's rows 1 2 3 / 4 5 6.
  it.each([
    [1, 3, [1, 2, 3, 4, 5, 6]],
    [2, 3, [3, 2, 1, 6, 5, 4]],
    [3, 3, [6, 5, 4, 3, 2, 1]],
    [4, 3, [4, 5, 6, 1, 2, 3]],
    [5, 2, [1, 4, 2, 5, 3, 6]],
    [6, 2, [4, 1, 5, 2, 6, 3]],
    [7, 2, [6, 3, 5, 2, 4, 1]],
    [8, 2, [3, 6, 2, 5, 1, 4]],
  ])('orientation %i', (orientation, width, values) => {
    const upright = turned(greys(3, [1, 2, 3, 4, 5, 6]), orientation);
    expect([upright.width, reds(upright.data)]).toEqual([width, values]);
  });
});

describe('a square', () => {
  it('is the mean of what it covers', () => {
    expect(reds(squareOf(greys(2, [10, 20, 30, 40]), 1, 'crop'))).toEqual([25]);
    expect(reds(squareOf(greys(3, [0, 90, 0, 0, 90, 0, 0, 90, 0]), 2, 'crop'))).toEqual([30, 30, 30, 30]);
  });

  it('is the middle, or the whole between transparent bars', () => {
    const wide = greys(4, [1, 2, 3, 4, 5, 6, 7, 8]);
    expect(reds(squareOf(wide, 2, 'crop'))).toEqual([2, 3, 6, 7]);
    const whole = squareOf(wide, 4, 'whole');
    expect(reds(whole)).toEqual([0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 0, 0]);
    expect([whole[3], whole[4 * 4 + 3]]).toEqual([0, 255]);
  });

  it('is larger, too', () => {
    expect(reds(squareOf(greys(1, [7]), 2, 'crop'))).toEqual([7, 7, 7, 7]);
  });

  it('lets transparent pixels add no colour', () => {
    const half = {
      width: 2,
      height: 2,
      data: Uint8Array.from([200, 0, 0, 255, 9, 9, 9, 0, 200, 0, 0, 255, 9, 9, 9, 0]),
    };
    expect([...squareOf(half, 1, 'crop')]).toEqual([200, 0, 0, 128]);
  });
});
