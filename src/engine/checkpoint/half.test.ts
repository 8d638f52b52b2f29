import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHalf, toHalf } from './half';

describe('half precision', () => {
  it('gives every finite number its own bits back', () => {
    const finite = Array.from({ length: 0x7c00 }, (_, bits) => bits);
    expect(finite.map((bits) => toHalf(fromHalf(bits)))).toEqual(finite);
    expect(finite.map((bits) => toHalf(-fromHalf(bits)))).toEqual(finite.map((bits) => bits | 0x8000));
  });

  // numpy.float16(x).view(numpy.uint16)
  it.each([
    [1, 0x3c00],
    [-2, 0xc000],
    [0.1, 0x2e66],
    [1 / 3, 0x3555],
    [65_504, 0x7bff],
    [65_519, 0x7bff],
    [65_520, 0x7c00],
    [1e9, 0x7c00],
    [-Infinity, 0xfc00],
    [6.103_515_625e-5, 0x0400],
    [6.1e-5, 0x03ff],
    [5.960_464_477_539_063e-8, 0x0001],
    [2.980_232_238_769_531_2e-8, 0x0000],
    [2.99e-8, 0x0001],
    [1 + 1 / 2048, 0x3c00],
    [1 + 3 / 2048, 0x3c02],
    [2047.5, 0x6800],
    [-0, 0x8000],
    [Number.NaN, 0x7e00],
  ])('rounds %d as NumPy does', (value, bits) => {
    expect(toHalf(value)).toBe(bits);
  });

  it('is never further off than half a step', () => {
    fc.assert(
      fc.property(fc.double({ min: -65_000, max: 65_000, noNaN: true }), (value) => {
        const step = 2 ** Math.max(-24, Math.floor(Math.log2(Math.abs(value) || 1)) - 10);
        expect(Math.abs(fromHalf(toHalf(value)) - value)).toBeLessThanOrEqual(step / 2);
      }),
    );
  });
});
