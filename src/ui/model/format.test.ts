import { describe, expect, it } from 'vitest';
import { createFormat } from './format';

const format = createFormat('en');

describe('numbers in words', () => {
  it('writes three significant digits and powers of ten at the ends', () => {
    expect(format.number(0.12345)).toBe('0.123');
    expect(format.number(0.0001)).toBe('1E-4');
    expect(format.number(0)).toBe('0');
    expect(format.number(Infinity)).toBe('∞');
    expect(format.number(Number.NaN)).toBe('–');
  });

  it('writes durations in the largest two units', () => {
    expect(format.duration(44.6)).toBe('45 sec');
    expect(format.duration(200)).toBe('3 min 20 sec');
    expect(format.duration(7265)).toBe('2 hr 1 min');
    expect(format.duration(Number.NaN)).toBe('–');
  });

  it('follows the language', () => {
    expect(createFormat('ru').number(0.5)).toBe('0,5');
  });
});
