import { expect, it } from 'vitest';
import { gridPoints, placer, span } from './scene';

it('puts the plane into the square, its top at the top', () => {
  const { x, y } = placer(100);
  expect([x(-span), x(0), x(span)]).toEqual([0, 50, 100]);
  expect([y(-span), y(0), y(span)]).toEqual([100, 50, 0]);
});

it('covers the plot with cells, row by row from the top left', () => {
  const points = gridPoints(2);
  const expected = [-1, 1, 1, 1, -1, -1, 1, -1].map((sign) => (sign * span) / 2);
  points.forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 12));
});
