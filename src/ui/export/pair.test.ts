import { expect, it } from 'vitest';
import { linesOf } from './pair';

it('breaks what is told of a side between its parts', () => {
  const width = (text: string): number => text.length;
  expect(linesOf('A · DDIM, 50 steps · guidance 1.5', 24, width)).toEqual([
    'A · DDIM, 50 steps',
    'guidance 1.5',
  ]);
  expect(linesOf('A · DDIM', 24, width)).toEqual(['A · DDIM']);
  // A part alone may be too long; it is not lost.
  expect(linesOf('A · an unusually long part', 8, width)).toEqual(['A', 'an unusually long part']);
});
