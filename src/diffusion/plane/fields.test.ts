import { describe, expect, it } from 'vitest';
import { exactField } from './fields';
import { planeSets, type PlaneSet } from './sets';

/** At an angle between data (0) and noise (π/2). */
const levelAt = (angle: number) => ({ signal: Math.cos(angle), noise: Math.sin(angle) });

describe('the velocity toward the data', () => {
  // The way of x in N(0, s²σ² + n²) keeps x/√(s²σ² + n²): its derivative by the angle is s·n·(1 − σ²)·x/(s²σ² + n²).
  it('of one Gaussian is the closed form', () => {
    const sigma = 0.3;
    const set: PlaneSet = { centres: Float64Array.of(0, 0), sigma };
    for (const angle of [0.2, 0.8, 1.4]) {
      const { signal, noise } = levelAt(angle);
      const variance = signal ** 2 * sigma ** 2 + noise ** 2;
      const field = exactField('velocity', set, { signal, noise }, Float64Array.of(0.7, -1.1));
      [0.7, -1.1].forEach((x, side) =>
        expect(field[side]).toBeCloseTo((-signal * noise * (1 - sigma ** 2) * x) / variance, 12),
      );
    }
  });

  // v = −(noise/signal)·(x + score), where signal² + noise² = 1.
  it('of any set is that of its score', () => {
    const level = levelAt(0.9);
    const points = Float64Array.of(0.4, 0.1, -1.2, 0.9);
    const score = exactField('score', planeSets.moons(), level, points);
    exactField('velocity', planeSets.moons(), level, points).forEach((value, i) =>
      expect(value).toBeCloseTo((level.noise / level.signal) * (points[i]! + score[i]!), 9),
    );
  });
});
