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

  it('writes numbers side by side with equal digits', () => {
    expect([0.8, 0.59412, 0, 1].map((value) => format.fixed(value, 2))).toEqual([
      '0.80',
      '0.59',
      '0.00',
      '1.00',
    ]);
    expect(createFormat('ru').fixed(0.8, 2)).toBe('0,80');
  });

  it('writes durations in the largest two units', () => {
    expect(format.duration(44.6)).toBe('45 sec');
    expect(format.duration(200)).toBe('3 min 20 sec');
    expect(format.duration(7265)).toBe('2 hr 1 min');
    expect([60, 7200].map(format.duration)).toEqual(['1 min', '2 hr']);
    expect(format.duration(Number.NaN)).toBe('–');
  });

  it('writes durations of three hours and more only roughly', () => {
    const hour = 3600;
    expect(format.duration(3 * hour - 1)).toBe('2 hr 59 min');
    expect(format.duration(3 * hour)).toBe('3 hr');
    expect(format.duration(5.4 * hour)).toBe('5 hr');
    expect(format.duration(24 * hour + 120)).toBe('1 day');
    expect(format.duration(50 * hour)).toBe('2 days');
    const day = (language: string): string => createFormat(language).duration(24 * hour);
    expect(['ru', 'zh-CN', 'zh-TW'].map(day)).toEqual(['1 день', '1天', '1 天']);
  });

  it('writes every digit where one is typed, and no list that could be read otherwise', () => {
    expect(format.exact(0.000001)).toBe('0.000001');
    expect(format.exact(100_000)).toBe('100000');
    expect(format.numbers([0.5, 2000])).toBe('0.5, 2000');
  });

  it('follows the language', () => {
    const russian = createFormat('ru');
    expect(russian.number(0.5)).toBe('0,5');
    expect(russian.exact(0.0003)).toBe('0,0003');
    expect(russian.numbers([0.5, 2000])).toBe('0,5; 2000');
    expect(russian.list(['a', 'b', 'c'])).toBe('a, b и c');
    expect(createFormat('zh-CN').duration(200)).toBe('3分钟20秒');
    expect(createFormat('zh-CN').list(['a', 'b', 'c'])).toBe('a、b和c');
  });
});
