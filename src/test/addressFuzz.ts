// Addresses that nobody wrote, and what must hold of each: it gives settings that the page can show, and says which of
// its parts it could not take.
import fc from 'fast-check';
import { expect } from 'vitest';
import { parseConfig } from '../lab/config';
import { fieldKeys, fields } from '../lab/fields';
import { configFrom, queryFor } from '../store/address';

const urls = fieldKeys.map((key) => fields[key].url);
const choices = fieldKeys.flatMap((key) => {
  const field = fields[key];
  return 'choices' in field ? [...field.choices] : [];
});

const name = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...urls) },
  fc.constantFrom('__proto__', 'constructor', 'toString', 'lang', ''),
  fc.string({ maxLength: 6 }),
);

const number = fc.oneof(
  fc.double().map(String),
  fc.integer({ min: -10, max: 5000 }).map(String),
  fc.constantFrom('1e400', '-0', '0x10', '1_000', ' 5 ', '٣', '1,5', 'NaN', 'Infinity', ''),
);

const value = fc.oneof(
  number,
  fc.constantFrom(...choices, 'true', 'false', '__proto__'),
  fc.array(number, { maxLength: 14 }).map((parts) => parts.join(',')),
  fc.array(fc.constantFrom(...choices), { maxLength: 8 }).map((parts) => parts.join(',')),
  fc.string({ maxLength: 12, unit: 'binary' }),
);

const query = fc.oneof(
  {
    weight: 9,
    arbitrary: fc
      .array(fc.tuple(name, value), { maxLength: 12 })
      .map((pairs) => `?${pairs.map(([key, text]) => `${key}=${encodeURIComponent(text)}`).join('&')}`),
  },
  fc.string({ maxLength: 60, unit: 'binary' }),
);

/** @throws the first address of which it does not hold, made as small as can be */
export function checkAddresses(runs: number, seed: number): void {
  fc.assert(
    fc.property(query, (text) => {
      const { config, ignored } = configFrom(text);
      // Each value is of its field, and they go together.
      expect(parseConfig(config)).toEqual(config);
      // What the page writes into the address is what it would read there.
      expect(configFrom(queryFor(config, ''))).toEqual({ config, ignored: [] });
      for (const part of ignored) expect(new URLSearchParams(text).has(part)).toBe(true);
    }),
    { numRuns: runs, seed },
  );
}
