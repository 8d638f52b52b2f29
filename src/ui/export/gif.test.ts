import { describe, expect, it } from 'vitest';
import type { Pictures } from '../../store/pictures';
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
  it('has the size of the enlarged grid and every frame', () => {
    const bytes = toGif([frame(0), frame(128), frame(255)], {
      columns: 2,
      gap: 1,
      factor: 3,
      framesPerSecond: 10,
    });
    expect(new TextDecoder().decode(bytes.subarray(0, 6))).toBe('GIF89a');
    const view = new DataView(bytes.buffer);
    // Logical screen, GIF89a section 18: width and height, little-endian.
    expect([view.getUint16(6, true), view.getUint16(8, true)]).toEqual([27, 9]);
    // Graphic control extensions (21 F9 04), one a frame.
    const text = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    expect(text.match(/21 f9 04/g)).toHaveLength(3);
  });
});

describe('enlarging', () => {
  it('repeats every pixel', () => {
    const large = enlarge({ width: 2, height: 1, data: Uint8ClampedArray.of(1, 1, 1, 255, 9, 9, 9, 255) }, 2);
    expect([large.width, large.height]).toEqual([4, 2]);
    expect([...large.data].filter((_, i) => i % 4 === 0)).toEqual([1, 1, 9, 9, 1, 1, 9, 9]);
  });
});
