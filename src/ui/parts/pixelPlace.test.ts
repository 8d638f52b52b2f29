import { expect, it } from 'vitest';
import { placeAfter, placeAt } from './pixelPlace';

const sides = { width: 4, height: 3 };

it('finds the pixel under a place of the picture', () => {
  expect(placeAt(0, 0, sides)).toBe(0);
  expect(placeAt(0.74, 0.34, sides)).toBe(1 * 4 + 2);
  expect(placeAt(1, 1, sides)).toBe(11);
  expect(placeAt(-0.2, 1.4, sides)).toBe(8);
});

it('moves by arrow keys and stays within the picture', () => {
  expect(placeAfter('ArrowRight', 5, sides)).toBe(6);
  expect(placeAfter('ArrowUp', 5, sides)).toBe(1);
  expect(placeAfter('ArrowUp', 1, sides)).toBe(1);
  expect(placeAfter('ArrowRight', 7, sides)).toBe(7);
  expect(placeAfter('ArrowDown', 7, sides)).toBe(11);
  expect(placeAfter('Enter', 7, sides)).toBeNull();
});
