import { describe, expect, it } from 'vitest';
import { fittingsOf, fromRgba } from './ownPicture';

const rgba = Uint8ClampedArray.of(255, 255, 255, 255, 255, 0, 0, 255, 255, 255, 255, 0);

describe('an own picture', () => {
  it('is grey by luma, and black where it is transparent', () => {
    const { pixels } = fromRgba(rgba, { height: 1, width: 3, channels: 1 });
    expect(pixels[0]).toBeCloseTo(1, 6);
    expect(pixels[1]).toBeCloseTo((0.299 * 255) / 127.5 - 1, 6);
    expect(pixels[2]).toBe(-1);
  });

  it('is white where it is transparent when that was chosen, and between where it is half so', () => {
    const half = Uint8ClampedArray.of(255, 0, 0, 0, 0, 0, 0, 51, 10, 20, 30, 255);
    const { pixels } = fromRgba(half, { height: 1, width: 3, channels: 3 }, 'white');
    const bytes = Array.from(pixels, (value) => Math.round((value + 1) * 127.5));
    expect(bytes).toEqual([255, 255, 255, 204, 204, 204, 10, 20, 30]);
  });

  it('keeps its colours where the data set has three channels', () => {
    const { pixels } = fromRgba(rgba, { height: 1, width: 3, channels: 3 });
    expect(Array.from(pixels.slice(3, 6))).toEqual([1, -1, -1]);
  });

  it('tells what its owner may not expect', () => {
    const wide = { width: 3, height: 1 };
    expect(fittingsOf(wide, rgba, 1)).toEqual(['cropped', 'greyed', 'blackened']);
    expect(fittingsOf({ width: 2, height: 2 }, rgba, 3)).toEqual(['blackened']);
    expect(fittingsOf({ width: 2, height: 2 }, rgba.slice(0, 4), 1)).toEqual([]);
  });
});
