import { describe, expect, it } from 'vitest';
import type { Pictures } from '../../lab/pictures';
import { enlarge, toGif } from './gif';

const frame = (level: number): Pictures => ({
  count: 2,
  height: 3,
  width: 4,
  channels: 1,
  low: -1,
  high: 1,
  bytes: new Uint8Array(24).fill(level),
});

describe('a film as GIF', () => {
  it('has the size of the enlarged grid and every frame', async () => {
    const places: number[] = [];
    const bytes = await toGif(
      [frame(0), frame(128), frame(255)],
      { columns: 2, gap: 1, factor: 3, framesPerSecond: 10 },
      (done, total) => Promise.resolve(void places.push(done / total)),
    );
    expect(places).toEqual([1 / 3, 2 / 3, 1]);
    expect(new TextDecoder().decode(bytes.subarray(0, 6))).toBe('GIF89a');
    const view = new DataView(bytes.buffer);
    // Logical screen, GIF89a section 18: width and height, little-endian.
    expect([view.getUint16(6, true), view.getUint16(8, true)]).toEqual([27, 9]);
    // Graphic control extensions (21 F9 04), one a frame.
    const text = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    expect(text.match(/21 f9 04/g)).toHaveLength(3);
  });
});

describe('a film with words', () => {
  it('has their rows below its own', async () => {
    const asked: (readonly [number, number])[] = [];
    const draw = (index: number, width: number): Uint8ClampedArray => {
      asked.push([index, width]);
      return new Uint8ClampedArray(4 * width * 5).fill(255);
    };
    const options = { columns: 2, gap: 1, factor: 3, framesPerSecond: 10, caption: { height: 5, draw } };
    const bytes = await toGif([frame(0), frame(9)], options, () => Promise.resolve());
    const view = new DataView(bytes.buffer);
    expect([view.getUint16(6, true), view.getUint16(8, true)]).toEqual([27, 9 + 5]);
    expect(asked).toEqual([
      [0, 27],
      [1, 27],
    ]);
  });
});

describe('enlarging', () => {
  it('repeats every pixel of every row', () => {
    expect([...enlarge(Uint8Array.of(1, 9, 5, 7), 2, 2)]).toEqual(
      [1, 1, 9, 9, 1, 1, 9, 9].concat([5, 5, 7, 7, 5, 5, 7, 7]),
    );
  });
});
