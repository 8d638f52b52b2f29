import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldKeys, fields } from '../../lab/fields';
import { languages } from '../i18n/i18n';
import { createFormat } from './format';
import { parseNumber, parseNumbers } from './parseNumber';

const all = Object.keys(languages);

/** What each text means on a page of one language; its readings where it may mean two things. */
function expectMeanings(
  language: string,
  meanings: Readonly<Record<string, number | readonly number[] | null>>,
) {
  const read = Object.keys(meanings).map((text) => {
    const parsed = parseNumber(text, language);
    if ('value' in parsed) return [text, parsed.value];
    return [text, parsed.problem === 'ambiguous' ? parsed.readings : null];
  });
  expect(Object.fromEntries(read)).toEqual(meanings);
}

describe('a typed number', () => {
  it('is read as an English page writes it, and as another does where that leaves no doubt', () => {
    expectMeanings('en', {
      '3,000': 3000,
      '1,000,000': 1e6,
      '2.5': 2.5,
      '1,234.5': 1234.5,
      '2 500': 2500,
      "10'000": 1e4,
      '2,5': 2.5,
      '0,005': 0.005,
      '1.234,5': 1234.5,
      '1.000.000': 1e6,
      '-1': -1,
      '−1': -1,
      '1e-4': 1e-4,
      '1E-4': 1e-4,
      ' 7 ': 7,
      '.5': 0.5,
      '5.': 5,
    });
  });

  it('is read as a Russian page writes it, whatever the space', () => {
    expectMeanings('ru', {
      '3 000': 3000,
      '3\u00a0000': 3000,
      '3\u202f000': 3000,
      '3\u2009000': 3000,
      '1 234 567,89': 1234567.89,
      '2,5': 2.5,
      '0,005': 0.005,
      '3,000': 3,
      '2.5': 2.5,
      '0.001': 0.001,
      '1,234.5': 1234.5,
      '1е-4': 1e-4,
      '1,5E-4': 1.5e-4,
    });
  });

  it('is read as a Chinese page and keyboard write it', () => {
    for (const language of ['zh-CN', 'zh-TW']) {
      expectMeanings(language, {
        '3,000': 3000,
        '2.5': 2.5,
        '３０００': 3000,
        '２．５': 2.5,
        '３，０００': 3000,
        '2。5': 2.5,
      });
    }
  });

  it('may mean two things', () => {
    expectMeanings('ru', { '3.000': [3, 3000] });
    expect(parseNumber('3.000', 'en')).toEqual({ value: 3 });
    expect(parseNumber('3.000', 'en', { whole: true })).toEqual({
      problem: 'ambiguous',
      readings: [3, 3000],
    });
    expect(parseNumber('3,000', 'ru', { whole: true })).toEqual({
      problem: 'ambiguous',
      readings: [3000, 3],
    });
    expect(parseNumber('3.0', 'en', { whole: true })).toEqual({ value: 3 });
  });

  it('may be none', () => {
    const none = [
      '',
      ' ',
      '-',
      '.',
      'abc',
      '12a',
      '1,23,456',
      '1 2',
      '0x10',
      '1e',
      '1.2.3',
      '1,2,3',
      '∞',
      '5 %',
      '--1',
    ];
    for (const language of all)
      expectMeanings(language, Object.fromEntries(none.map((text) => [text, null])));
  });
});

describe.each(all)('numbers written in %s', (language) => {
  const format = createFormat(language);
  const value = (text: string, whole = false): number | null => {
    const parsed = parseNumber(text, language, { whole });
    return 'value' in parsed ? parsed.value : null;
  };

  it('are read back as they were, in the range of every field', () => {
    for (const key of fieldKeys) {
      const field = fields[key];
      if (field.type !== 'number') continue;
      fc.assert(
        fc.property(
          fc.integer({ min: 0, max: 1e6 }),
          fc.integer({ min: 1, max: 8 }),
          (millionths, digits) => {
            const there = Number(
              (field.min + (millionths / 1e6) * (field.max - field.min)).toPrecision(digits),
            );
            const number = field.integer ? Math.round(there) : there;
            expect(value(format.exact(number), field.integer)).toBe(number);
          },
        ),
        { numRuns: 50, seed: 30 },
      );
    }
  });

  it('are read back with the signs for thousands and powers of ten that the page writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (number) => {
        expect(value(format.whole(number), true)).toBe(number);
      }),
      { seed: 31 },
    );
    fc.assert(
      fc.property(
        fc.double({ min: -1e12, max: 1e12, noNaN: true }),
        fc.integer({ min: 1, max: 12 }),
        (x, digits) => {
          const number = Number(x.toPrecision(digits)) + 0;
          expect(value(format.number(number, digits))).toBe(number);
        },
      ),
      { seed: 32 },
    );
  });

  it('are read back from a list', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -9999, max: 9999 }), { minLength: 2 }),
        fc.constantFrom(1, 10, 1e4),
        (whole, unit) => {
          const values = whole.map((number) => number / unit);
          expect(parseNumbers(format.numbers(values), language)).toEqual({ values });
        },
      ),
      { seed: 33 },
    );
  });
});

describe('a typed list', () => {
  it.each([
    ['en', '32,64,64', [32, 64, 64]],
    ['en', '0.9999, 0.92 0.7', [0.9999, 0.92, 0.7]],
    ['en', '0,9; 0,5', [0.9, 0.5]],
    ['ru', '0,9999; 0,92', [0.9999, 0.92]],
    ['ru', '0,9 0,5', [0.9, 0.5]],
    ['ru', '32, 64, 64', [32, 64, 64]],
    ['ru', '0.9,0.5', [0.9, 0.5]],
    ['zh-CN', '32，64；64', null],
    ['zh-CN', '32、64、64', [32, 64, 64]],
    ['zh-CN', '32，64，64', [32, 64, 64]],
  ])('%s: %s', (language, text, values) => {
    expect(parseNumbers(text, language)).toEqual(values ? { values } : { problem: 'not-a-number' });
  });

  it('may leave open where a number ends', () => {
    for (const text of ['32,64', '32,64,64', '0,9, 0,5']) {
      expect(parseNumbers(text, 'ru'), text).toEqual({ problem: 'ambiguous' });
    }
    expect(parseNumbers('0,9 0,5', 'en')).toEqual({ problem: 'ambiguous' });
  });

  it('may have something in it that is no number', () => {
    expect(parseNumbers('32, wide', 'en')).toEqual({ problem: 'not-a-number' });
    expect(parseNumbers('32,,64', 'en')).toEqual({ problem: 'not-a-number' });
    expect(parseNumbers('', 'en')).toEqual({ problem: 'not-a-number' });
  });
});
