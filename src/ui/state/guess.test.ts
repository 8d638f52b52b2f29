import { expect, it } from 'vitest';
import { choiceOf, lossBounds } from './guess';

it('each loss falls into one choice, a bound into the one above it', () => {
  expect([0, 0.0299, 0.03, 0.05, 0.1, 0.3, 7].map(choiceOf)).toEqual([0, 0, 1, 1, 2, 3, 3]);
  expect(choiceOf(Infinity)).toBe(lossBounds.length);
});
