import { describe, expect, it } from 'vitest';
import { appendTrace, bucketMean, emptyTrace, smoothed } from './trace';

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

describe('smoothing a trace', () => {
  it('gives one value a bucket, and no other where buckets span more', () => {
    const fall = range(4000).map((k) => Math.exp(-k / 50) + 0.1);
    const fine = smoothed(appendTrace(emptyTrace(4000), fall));
    const coarse = appendTrace(emptyTrace(1000), fall);
    expect(coarse.span).toBe(4);
    const values = smoothed(coarse);
    expect(values).toHaveLength(1000);
    // In the middle of a bucket.
    expect(Math.abs((values[25] ?? Number.NaN) - (fine[101] ?? Number.NaN))).toBeLessThan(0.005);
  });
});
