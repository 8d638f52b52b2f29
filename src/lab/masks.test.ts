import { expect, test } from 'vitest';
import { holes, maskOf, painted } from './masks';

const shape = { height: 4, width: 6 };
const hidden = (mask: Uint8Array): number => mask.filter((kept) => kept === 0).length;

test('halves hide half of the pixels, the middle a quarter, and none nothing', () => {
  const even = { height: 8, width: 8 };
  expect(holes.map((hole) => hidden(maskOf(hole, even)))).toEqual([32, 32, 32, 32, 9]);
  expect(hidden(maskOf(null, even))).toBe(0);
  expect([...maskOf('left', shape).subarray(0, 6)]).toEqual([0, 0, 0, 1, 1, 1]);
  expect([...maskOf('bottom', shape)].slice(6, 18)).toEqual([...Array(6).fill(1), ...Array(6).fill(0)]);
});

test('a dab hides what its circle covers, and a stroke what lies between its ends', () => {
  const clean = maskOf(null, shape);
  const place = { x: 2.5, y: 1.5 };
  const dab = painted(clean, shape, { from: place, to: place, radius: 1, value: 0 });
  expect([...dab]).toEqual([1, 1, 0, 1, 1, 1, 1, 0, 0, 0, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
  const line = painted(clean, shape, {
    from: { x: 0.5, y: 2.5 },
    to: { x: 4.5, y: 2.5 },
    radius: 0.4,
    value: 0,
  });
  expect([...line.subarray(12, 18)]).toEqual([0, 0, 0, 0, 0, 1]);
  expect(hidden(line)).toBe(5);
  expect(hidden(painted(line, shape, { from: place, to: place, radius: 9, value: 1 }))).toBe(0);
  expect(hidden(clean)).toBe(0);
});
