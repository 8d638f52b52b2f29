import { expect, test } from 'vitest';
import { correlation } from './similarity';

test('is what numpy.corrcoef says, and 1 for the same picture whatever its brightness', () => {
  const a = [0.1, -0.4, 0.9, 0.3, -1, 0.25];
  // numpy 2.4: np.corrcoef(a, b)[0, 1]
  expect(correlation(a, [0.2, 0.1, 0.7, -0.5, -0.9, 1.5])).toBeCloseTo(0.6127045793752667, 14);
  expect(
    correlation(
      a,
      a.map((value) => 0.5 * value + 0.2),
    ),
  ).toBeCloseTo(1, 14);
  expect(
    correlation(
      a,
      a.map((value) => -value),
    ),
  ).toBeCloseTo(-1, 14);
  expect(correlation(a, [1, 1, 1, 1, 1, 1])).toBeNaN();
});
