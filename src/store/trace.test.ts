import { describe, expect, it } from 'vitest';
import { appendTrace, bucketMean, emptySmoother, emptyTrace, smooth } from './trace';

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

describe('a trace', () => {
  it('keeps every value of a short run', () => {
    const trace = appendTrace(emptyTrace(10), [3, 1, 2]);
    expect(trace.buckets.map(bucketMean)).toEqual([3, 1, 2]);
    expect(trace.buckets.map((b) => b.step)).toEqual([1, 2, 3]);
  });

  it('stays within its capacity, keeps the extremes and counts every step once', () => {
    const values = range(20_000).map((i) => (i === 12_345 ? 99 : i === 777 ? -5 : 1));
    let trace = emptyTrace(500);
    for (let i = 0; i < values.length; i += 37) trace = appendTrace(trace, values.slice(i, i + 37));
    expect(trace.length).toBe(20_000);
    expect(trace.buckets.length).toBeLessThanOrEqual(500);
    expect(Math.max(...trace.buckets.map((b) => b.max))).toBe(99);
    expect(Math.min(...trace.buckets.map((b) => b.min))).toBe(-5);
    expect(trace.buckets.reduce((sum, b) => sum + b.count, 0)).toBe(20_000);
    for (const bucket of trace.buckets) expect((bucket.step - 1) % trace.span).toBe(0);
  });

  it('gives the same buckets whether values come singly or in one piece', () => {
    const values = range(333);
    const whole = appendTrace(emptyTrace(16), values);
    let single = emptyTrace(16);
    for (const value of values) single = appendTrace(single, [value]);
    expect(single).toEqual(whole);
  });

  it('counts on from steps that it has not seen', () => {
    const trace = appendTrace(emptyTrace(4, 500), range(10));
    expect(trace.buckets.map(({ step, min, max }) => [step, min, max])).toEqual([
      [501, 0, 3],
      [505, 4, 7],
      [509, 8, 9],
    ]);
  });

  it('leaves a gap where a value is not finite', () => {
    const trace = appendTrace(emptyTrace(10), [1, Number.NaN, 3]);
    expect(trace.buckets.map((b) => b.count)).toEqual([1, 0, 1]);
  });
});

describe('smoothing', () => {
  it('has no bias at the start: a constant stays that constant', () => {
    expect(smooth(emptySmoother, [2, 2, 2]).smoothed.every((x) => Math.abs(x - 2) < 1e-12)).toBe(true);
  });

  it('passes over values that are not finite', () => {
    const { smoothed } = smooth(emptySmoother, [Number.NaN, 4, Number.NaN]);
    expect(smoothed[0]).toBeNaN();
    expect(smoothed[1]).toBeCloseTo(4, 12);
    expect(smoothed[2]).toBeCloseTo(4, 12);
  });
});
