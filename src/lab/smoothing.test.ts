import { describe, expect, it } from 'vitest';
import { gaussians } from '../diffusion/random';
import { smooth, toBin } from './smoothing';

const steps = (count: number): readonly number[] => Array.from({ length: count }, (_, k) => k);
const fall = (k: number): number => Math.exp(-k / 50);
const smoothed = (values: readonly number[]): readonly number[] => smooth(values.map(toBin));

describe('a smoothed loss', () => {
  it('stays on a curve that falls exponentially, from the first step on', () => {
    const curve = smoothed(steps(1000).map(fall));
    // The mean of e^(−j/τ) over j = −r … r is sinh((r + ½)/τ) / ((2r + 1)·sinh(½/τ)): at 4τ, r = 25, 4.3 % above 1.
    for (const k of steps(201))
      expect((curve[k] ?? Number.NaN) / fall(k) - 1, `step ${k}`).toBeLessThan(0.044);
    expect((curve[200] ?? Number.NaN) / fall(200)).toBeCloseTo(
      Math.sinh(25.5 / 50) / (51 * Math.sinh(0.5 / 50)),
      10,
    );
  });

  it('is as near to it while the run still goes on', () => {
    // The last mean reaches back by an eighth of the way x·τ: it is x/16 too high of e^(−x), at most 2.3 % of the start.
    for (const length of steps(600)) {
      const last = smoothed(steps(length + 1).map(fall)).at(-1) ?? Number.NaN;
      expect(last - fall(length), `step ${length}`).toBeLessThan(0.025);
    }
  });

  it('has an eighth of the noise', () => {
    const noise = gaussians({ seed: 26, stream: 26 }, 20_000);
    const curve = smoothed([...noise]).slice(300, -300);
    const deviation = Math.sqrt(curve.reduce((sum, value) => sum + value ** 2, 0) / curve.length);
    // The mean of 67 values, whose deviation is 1/√67 = 0.122.
    expect(deviation).toBeGreaterThan(0.115);
    expect(deviation).toBeLessThan(0.13);
  });

  it('is the constant of a constant loss, passes over gaps, and forgets a wild value', () => {
    expect(new Set(smoothed(steps(300).map(() => 2)))).toEqual(new Set([2]));
    expect(smoothed([Number.NaN, 4, Number.NaN])).toEqual([Number.NaN, 4, Number.NaN]);
    const gap = smoothed(steps(300).map((k) => (k === 200 ? Number.NaN : 1)));
    expect(gap[200]).toBe(1);
    const wild = smoothed(steps(300).map((k) => (k === 100 ? 1e30 : 0.5)));
    expect(wild[299]).toBe(0.5);
  });

  it('is the same curve where neighbouring steps share a bin', () => {
    const whole = smoothed(steps(4000).map(fall));
    const bins = steps(1000).map((i) => ({
      sum: steps(4).reduce((sum, j) => sum + fall(4 * i + j), 0),
      count: 4,
    }));
    const apart = smooth(bins, 4).map((value, i) => Math.abs(value - (whole[4 * i + 1] ?? Number.NaN)));
    expect(Math.max(...apart.slice(0, -9))).toBeLessThan(0.03);
  });
});
