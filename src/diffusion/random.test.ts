import { describe, expect, it } from 'vitest';
import { epochOrder, gaussian, gaussians, permutation, philox, uniform, uniforms } from './random';

const hex = (words: readonly number[]): string =>
  words.map((word) => word.toString(16).padStart(8, '0')).join(' ');

describe('philox', () => {
  // Random123 1.14, tests/kat_vectors, the three lines "philox4x32 10".
  it('gives the known answers of Random123', () => {
    expect(hex(philox([0, 0], [0, 0, 0, 0]))).toBe('6627e8d5 e169c58d bc57ac4c 9b00dbd8');
    const ones = 0xffffffff;
    expect(hex(philox([ones, ones], [ones, ones, ones, ones]))).toBe('408f276d 41c83b0e a20bc7c6 6d5451fd');
    expect(hex(philox([0xa4093822, 0x299f31d0], [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344]))).toBe(
      'd16cfe09 94fdcceb 5001e420 24126ea1',
    );
  });
});

describe('addresses', () => {
  it('lays words out as documented', () => {
    const words = philox([7, 3], [1, 9, 0, 0]);
    const u = words.map((word) => ((word >>> 9) + 0.5) / 8388608);
    const address = { seed: 7, stream: 3, step: 9 };
    expect([4, 5, 6, 7].map((index) => uniform(address, index))).toEqual(u);
    expect(gaussian(address, 4)).toBe(Math.sqrt(-2 * Math.log(u[0]!)) * Math.cos(2 * Math.PI * u[1]!));
    expect(gaussian(address, 7)).toBe(Math.sqrt(-2 * Math.log(u[2]!)) * Math.sin(2 * Math.PI * u[3]!));
  });

  it('gives a number the same value alone, in a short row and in a long one', () => {
    const address = { seed: 1, stream: 2 };
    const long = gaussians(address, 101);
    expect(gaussians(address, 6)).toEqual(long.slice(0, 6));
    expect(gaussian(address, 100)).toBe(long[100]);
    expect(uniforms(address, 11)[10]).toBe(uniform(address, 10));
  });

  it('separates seeds, streams and steps', () => {
    const first = (seed: number, stream: number, step: number): number => uniform({ seed, stream, step }, 0);
    const all = [first(0, 0, 0), first(1, 0, 0), first(0, 1, 0), first(0, 0, 1)];
    expect(new Set(all).size).toBe(4);
  });

  it('holds every uniform exactly in float32, inside (0, 1)', () => {
    for (const u of uniforms({ seed: 5, stream: 1 }, 4000)) {
      expect(Math.fround(u)).toBe(u);
      expect(u).toBeGreaterThan(0);
      expect(u).toBeLessThan(1);
    }
  });
});

describe('distributions', () => {
  // 100,000 numbers: bounds are four standard errors of each moment under N(0, 1).
  it('has the moments of a standard normal', () => {
    const count = 100_000;
    const values = gaussians({ seed: 42, stream: 1 }, count);
    const moment = (power: number): number => values.reduce((sum, value) => sum + value ** power, 0) / count;
    expect(Math.abs(moment(1))).toBeLessThan(4 / Math.sqrt(count));
    expect(Math.abs(moment(2) - 1)).toBeLessThan(4 * Math.sqrt(2 / count));
    expect(Math.abs(moment(3))).toBeLessThan(4 * Math.sqrt(15 / count));
    expect(Math.abs(moment(4) - 3)).toBeLessThan(4 * Math.sqrt(96 / count));
  });

  it('permutes: every index once, another order each epoch and seed', () => {
    const order = epochOrder(1, 0, 1000);
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, index) => index));
    expect(epochOrder(1, 0, 1000)).toEqual(order);
    expect(epochOrder(1, 1, 1000)).not.toEqual(order);
    expect(epochOrder(2, 0, 1000)).not.toEqual(order);
    expect([...permutation({ seed: 1, stream: 1 }, 1)]).toEqual([0]);
  });
});
