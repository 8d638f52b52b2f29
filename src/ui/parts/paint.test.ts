import { describe, expect, it } from 'vitest';
import type { Pictures } from '../../lab/pictures';
import { pick, toRaster } from './paint';

const grey: Pictures = {
  count: 3,
  height: 1,
  width: 2,
  channels: 1,
  low: -1,
  high: 1,
  bytes: Uint8Array.of(10, 20, 30, 40, 50, 60),
};

const reds = (data: Uint8ClampedArray): number[] => [...data].filter((_, i) => i % 4 === 0);
const alphas = (data: Uint8ClampedArray): number[] => [...data].filter((_, i) => i % 4 === 3);

describe('toRaster', () => {
  it('lays pictures out row by row with transparent gaps', () => {
    const raster = toRaster(grey, { columns: 2, gap: 1 });
    expect([raster.width, raster.height]).toEqual([5, 3]);
    expect(reds(raster.data)).toEqual([10, 20, 0, 30, 40, 0, 0, 0, 0, 0, 50, 60, 0, 0, 0]);
    expect(alphas(raster.data).slice(0, 5)).toEqual([255, 255, 0, 255, 255]);
  });

  it('is no wider than the pictures there are', () => {
    expect(toRaster(grey, { columns: 8, gap: 0 }).width).toBe(6);
  });

  it('keeps the three channels of a colour picture', () => {
    const colour: Pictures = { ...grey, count: 1, width: 1, channels: 3, bytes: Uint8Array.of(1, 2, 3) };
    expect([...toRaster(colour, { columns: 1, gap: 0 }).data]).toEqual([1, 2, 3, 255]);
  });
});

describe('pick', () => {
  it('takes pictures in the order given', () => {
    expect([...pick(grey, [2, 0]).bytes]).toEqual([50, 60, 10, 20]);
  });
});
