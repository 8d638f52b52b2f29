import { describe, expect, it } from 'vitest';
import golden from '../../engine/golden/judged.json';
import { gaussians } from '../random';
import { frechetDistance, momentsOf, symmetricEigen } from './moments';
import { sharesOf } from './shares';

describe('the Fréchet distance', () => {
  const { a, b, shift, frechet } = golden.small;
  const none = shift.map(() => 0);
  const moments = (mean: readonly number[], covariance: readonly (readonly number[])[]) => ({
    mean: Float64Array.from(mean),
    covariance: Float64Array.from(covariance.flat()),
  });

  it("is scipy's", () => {
    expect(frechetDistance(moments(none, a), moments(shift, b))).toBeCloseTo(frechet, 9);
  });

  it('is symmetric, and 0 from oneself', () => {
    const [one, other] = [moments(none, a), moments(shift, b)];
    expect(frechetDistance(one, other)).toBeCloseTo(frechetDistance(other, one), 9);
    expect(frechetDistance(one, one)).toBeCloseTo(0, 9);
  });

  it('is that of two Gaussians on a line', () => {
    // (m₁ − m₂)² + (s₁ − s₂)².
    expect(frechetDistance(moments([1], [[4]]), moments([3], [[25]]))).toBeCloseTo(4 + 9, 12);
  });
});

it('eigenvalues and eigenvectors make the matrix', () => {
  const size = 7;
  const half = gaussians({ seed: 3, stream: 9 }, size * size);
  const at = (i: number, j: number): number => (half[i * size + j] ?? 0) + (half[j * size + i] ?? 0);
  const matrix = Float64Array.from({ length: size * size }, (_, k) => at(Math.floor(k / size), k % size));
  const { values, vectors } = symmetricEigen(matrix, size);
  matrix.forEach((entry, k) => {
    const [i, j] = [Math.floor(k / size), k % size];
    const sum = values.reduce(
      (s, value, n) => s + value * (vectors[n * size + i] ?? 0) * (vectors[n * size + j] ?? 0),
      0,
    );
    expect(sum).toBeCloseTo(entry, 9);
  });
});

it('moments are the mean and the unbiased covariance', () => {
  const { mean, covariance } = momentsOf([1, 10, 3, 14, 5, 12], 2);
  expect([...mean]).toEqual([3, 12]);
  expect([...covariance]).toEqual([4, 2, 2, 4]);
});

describe('shares', () => {
  const rows = [
    [0.95, 0.05],
    [0.2, 0.8],
    [0.5, 0.5],
    [0.01, 0.99],
  ].flat();

  it('count what is sure, what was asked for, and how even it is', () => {
    expect(sharesOf(rows, [0, 1, 1, 0], 2)).toEqual({ recognised: 0.5, asked: 0.5, spread: 1 });
  });

  it('know no class asked for where any would do', () => {
    expect(sharesOf(rows, [2, 2, 2, 2], 2).asked).toBeNaN();
  });
});
