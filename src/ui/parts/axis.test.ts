import { describe, expect, it } from 'vitest';
import { linearTicks, logTicks, makeAxis, rangeOf } from './axis';

describe('ticks', () => {
  it('are multiples of 1, 2, 2.5 or 5 times a power of ten', () => {
    expect(linearTicks([0, 1], 4)).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect(linearTicks([0, 200], 4)).toEqual([0, 50, 100, 150, 200]);
    expect(linearTicks([-4, 4], 4)).toEqual([-4, -2, 0, 2, 4]);
    expect(linearTicks([1, 999], 4)).toEqual([250, 500, 750]);
    expect(linearTicks([0, 0.8], 4)).toEqual([0, 0.2, 0.4, 0.6, 0.8]);
  });

  it('are whole numbers where things are counted', () => {
    expect(linearTicks([1, 3], 5, 1)).toEqual([1, 2, 3]);
  });

  it('of a logarithmic axis are powers of ten, or 2 and 5 times them where these are few', () => {
    expect(logTicks([1e-4, 1.5])).toEqual([1e-4, 1e-3, 1e-2, 0.1, 1]);
    expect(logTicks([0.03, 0.6])).toEqual([0.05, 0.1, 0.2, 0.5]);
  });
});

describe('the range of curves', () => {
  it('ends on ticks around all values', () => {
    expect(rangeOf([[1e-4, 0.02]], 'linear', 4)).toEqual([0, 0.02]);
    expect(rangeOf([[3, Number.NaN], [-7]], 'linear', 4)).toEqual([-7.5, 5]);
  });

  it('leaves out what a logarithmic axis cannot show', () => {
    expect(rangeOf([[0, 0.5, -1, 2]], 'log', 4)).toEqual([0.5, 2]);
  });

  it('has a width even for one value or none', () => {
    expect(rangeOf([[2]], 'linear', 4)).toEqual([1, 3]);
    expect(rangeOf([[Number.NaN]], 'linear', 4)).toEqual([0, 1]);
  });
});

describe('an axis', () => {
  it('puts the ends of the range at its ends', () => {
    const axis = makeAxis({ range: [10, 30], ends: [100, 0], ticks: 4 });
    expect([10, 15, 30].map(axis.place)).toEqual([100, 75, 0]);
  });

  it('gives equal factors equal lengths when it is logarithmic', () => {
    const axis = makeAxis({ range: [1, 100], ends: [0, 80], ticks: 4, scale: 'log' });
    expect(axis.place(10)).toBeCloseTo(40, 12);
    expect(axis.place(0)).toBe(-Infinity);
  });
});
