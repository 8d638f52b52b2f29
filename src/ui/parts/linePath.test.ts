import { describe, expect, it } from 'vitest';
import { extentOf, keepExtremes, linePath, type Scale } from './linePath';

describe('keepExtremes', () => {
  it('keeps all of a short curve', () => {
    expect(keepExtremes([5, 1, 3], 3)).toEqual([0, 1, 2]);
  });

  it('keeps a spike and a dip of a long one, in order, within the bound', () => {
    const values = Array.from({ length: 20_000 }, (_, i) => (i === 12_345 ? 99 : i === 777 ? -5 : i % 3));
    const kept = keepExtremes(values, 1000);
    expect(kept.length).toBeLessThanOrEqual(1000);
    expect(kept).toContain(12_345);
    expect(kept).toContain(777);
    expect(kept).toEqual(kept.toSorted((a, b) => a - b));
  });

  it('keeps a gap', () => {
    expect(keepExtremes([1, 2, Number.NaN, Number.NaN, 4, 3], 6)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(keepExtremes([1, 2, 1, Number.NaN, Number.NaN, Number.NaN], 4)).toEqual([0, 1, 3]);
  });
});

describe('linePath', () => {
  const placeX: Scale = (value) => 10 * value;
  const placeY: Scale = (value) => 10 - 10 * value;

  it('lifts the pen where there is no value', () => {
    const values = [0, 0.5, Number.NaN, 1, 0.125];
    expect(linePath({ x: [0, 1, 2, 3, 4], values, placeX, placeY, mostPoints: 10 })).toBe(
      'M0,10L10,5M30,0L40,8.75',
    );
  });

  it('leaves out what a logarithmic axis cannot show', () => {
    const log: Scale = (value) => 20 - 10 * Math.log10(value);
    expect(linePath({ x: [0, 1, 2], values: [1, 0, 100], placeX, placeY: log, mostPoints: 10 })).toBe(
      'M0,20M20,0',
    );
  });
});

describe('the extent of curves', () => {
  it('holds all values that are numbers', () => {
    expect(extentOf([[3, Number.NaN], [-7]], 'linear')).toEqual([-7, 3]);
  });

  it('leaves out what a logarithmic axis cannot show', () => {
    expect(extentOf([[0, 0.5, -1, 2]], 'log')).toEqual([0.5, 2]);
  });

  it('has a width even for one value or none', () => {
    expect(extentOf([[2]], 'linear')).toEqual([1, 3]);
    expect(extentOf([[2]], 'log')).toEqual([1, 4]);
    expect(extentOf([[Number.NaN]], 'linear')).toEqual([0, 1]);
  });
});
