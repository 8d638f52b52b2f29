import { encode } from 'fast-png';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import golden from './golden/pictures.json';
import { imageSize } from './header';

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));

describe('the size of an image by its header', () => {
  it.each([
    // 300 × 200, laid out after each format's specification.
    ['BMP', '424db6bf0200000000003600000028000000 2c010000 c8000000 01001800'],
    ['GIF', '474946383761 2c01c800 810000'],
    ['JPEG', 'ffd8ffe000104a46494600010100000100010000 ffc0001108 00c8012c 03012200'],
    ['WebP, lossy', '52494646 00000000 57454250 56503820 00000000 000000 9d012a 2c01c800'],
    ['WebP, lossless', '52494646 00000000 57454250 5650384c 00000000 2f 2bc13100'],
    ['WebP, extended', '52494646 00000000 57454250 56503858 0a000000 00000000 2b0100 c70000'],
  ])('%s', (_, bytes) => {
    expect(imageSize(hex(bytes))).toEqual({ width: 300, height: 200 });
  });

  it('PNG', () => {
    const png = encode({ width: 7, height: 5, data: new Uint8Array(7 * 5 * 3), channels: 3 });
    expect(imageSize(png)).toEqual({ width: 7, height: 5 });
  });

  it.each(golden.pictures)('as Pillow writes it: $name', ({ base64 }) => {
    expect(imageSize(new Uint8Array(Buffer.from(base64, 'base64')))).toEqual({ width: 16, height: 16 });
  });

  it('AVIF with a preview', () => {
    const box = (side: string): string => `00000014 69737065 00000000 ${side} ${side}`;
    const file = hex(`0000000c 66747970 61766966 ${box('00000040')} ${box('00004e20')} ${box('00000020')}`);
    expect(imageSize(file)).toEqual({ width: 20_000, height: 20_000 });
  });

  it('JPEG behind a preview that has a frame of its own', () => {
    const preview = 'ffe1 0014 45786966 ffc00011080001000103012200';
    expect(imageSize(hex(`ffd8 ${preview} 00 ffc2 0011 08 00c8 012c 03012200`))).toEqual({
      width: 300,
      height: 200,
    });
  });

  it('is null for anything else, and never a crash or a hang', () => {
    expect(imageSize(new Uint8Array())).toBeNull();
    expect(imageSize(hex('ffd8ff'))).toBeNull();
    const begin = fc.constantFrom(
      '',
      'ffd8',
      'ffd8ffff',
      '424d',
      '47494638',
      '52494646',
      '89504e47',
      '00000000667479706176',
    );
    fc.assert(
      fc.property(begin, fc.uint8Array({ maxLength: 200 }), (first, rest) => {
        const size = imageSize(Uint8Array.of(...hex(first), ...rest));
        expect(size === null || (size.width >= 0 && size.height >= 0)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
