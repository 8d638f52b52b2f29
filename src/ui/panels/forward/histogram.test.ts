import { describe, expect, it } from 'vitest';
import { gaussians } from '../../../diffusion/random';
import { histogram, normalDensity } from './histogram';

describe('the histogram of pixels', () => {
  it('integrates to one, whatever lies outside', () => {
    const { density } = histogram([-100, 0, 0.5, 100], 41, 4);
    expect(density.reduce((sum, d) => sum + d * (8 / 41), 0)).toBeCloseTo(1, 12);
  });

  it('follows the normal density for normal noise', () => {
    const { density, normal } = histogram(gaussians({ seed: 3, stream: 90 }, 40_000));
    // Standard error of a bin at the peak: √(p(1−p)/n)/width ≈ 0.007.
    for (const [i, value] of density.entries())
      expect(Math.abs(value - (normal[i] ?? 0))).toBeLessThan(0.035);
  });

  it('has the density of N(0, 1)', () => {
    expect(normalDensity(0)).toBeCloseTo(0.3989422804, 9);
  });
});
