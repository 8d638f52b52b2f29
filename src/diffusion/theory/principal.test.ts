// The plane of most spread against numpy, up to the sign of its axes.
import { describe, expect, it } from 'vitest';
import golden from '../golden/principal.json';
import { inPlane, principalPlane, type PrincipalPlane } from './principal';

/** The points of tools/reference/principal.py. */
const points = (count: number, size: number): Float64Array[] =>
  Array.from({ length: count }, (_, row) =>
    Float64Array.from({ length: size }, (__, i) => {
      const index = row * size + i;
      const noise = ((index * 7919 + Math.floor(index / 13) * 104729) % 256) / 256;
      return noise + (row % 3) * Math.cos(1 + i) + row * 0.02 * Math.sin(2 * i);
    }),
  );

function planeOf(of: readonly ArrayLike<number>[]): {
  readonly plane: PrincipalPlane;
  readonly pauses: number;
} {
  const work = principalPlane(of);
  for (let pauses = 0; ; pauses++) {
    const { done, value } = work.next();
    if (done) return { plane: value, pauses };
  }
}

describe.each(golden.cases)('of $count points in $size dimensions', (expected) => {
  const all = points(expected.count, expected.size);
  const { plane } = planeOf(all);

  it('axes and variances are those of numpy', () => {
    expect(plane.total).toBeCloseTo(expected.total, 9);
    for (const k of [0, 1] as const) {
      expect(plane.variances[k] / expected.variances[k]!).toBeCloseTo(1, 9);
      const sign = Math.sign(plane.axes[k].reduce((sum, value, i) => sum + value * expected.axes[k]![i]!, 0));
      plane.axes[k].forEach((value, i) => expect(sign * value).toBeCloseTo(expected.axes[k]![i]!, 6));
      expect(Math.max(...plane.axes[k])).toBeGreaterThanOrEqual(-Math.min(...plane.axes[k]));
    }
  });

  it('points lie where numpy puts them', () => {
    expected.places.forEach((place, row) =>
      inPlane(plane, all[row]!).forEach((value, k) =>
        expect(Math.abs(value)).toBeCloseTo(Math.abs(place[k]!), 5),
      ),
    );
  });
});

it('pauses between the passes', () => {
  // One at each pass, and one every 300,000 numbers of the 320,000 of a pass; two directions take two passes at least.
  expect(planeOf(points(400, 800)).pauses).toBeGreaterThan(5);
});

it('takes points that are all the same for a point', () => {
  const { plane } = planeOf([Float64Array.of(1, 2, 3), Float64Array.of(1, 2, 3)]);
  expect(plane.variances).toEqual([0, 0]);
  expect(inPlane(plane, [1, 2, 3])).toEqual([0, 0]);
});
