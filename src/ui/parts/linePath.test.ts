import { describe, expect, it } from 'vitest';
import { makeAxis } from './axis';
import { keepExtremes, linePath } from './linePath';

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
  const xAxis = makeAxis({ range: [0, 4], ends: [0, 40], ticks: 4 });
  const yAxis = makeAxis({ range: [0, 1], ends: [10, 0], ticks: 4 });

  it('lifts the pen where there is no value', () => {
    const values = [0, 0.5, Number.NaN, 1, 0.125];
    expect(linePath({ x: [0, 1, 2, 3, 4], values, xAxis, yAxis, mostPoints: 10 })).toBe(
      'M0,10L10,5M30,0L40,8.75',
    );
  });

  it('leaves out what a logarithmic axis cannot show', () => {
    const log = makeAxis({ range: [1, 100], ends: [20, 0], ticks: 4, scale: 'log' });
    expect(linePath({ x: [0, 1, 2], values: [1, 0, 100], xAxis, yAxis: log, mostPoints: 10 })).toBe(
      'M0,20M20,0',
    );
  });
});
