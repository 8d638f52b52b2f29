import { describe, expect, it } from 'vitest';
import { clipOriginal, quantile } from '../samplers/clip';
import { predictionFactors, targetFactors } from './predict';

describe.each(['epsilon', 'sample', 'v_prediction', 'flow'] as const)('predicting %s', (predictionType) => {
  it.each([
    [Math.sqrt(0.3), Math.sqrt(0.7)],
    [0.9, 0.1],
    [1e-3, 1],
  ])('finds x₀ and ε again from the right answer at signal %d, noise %d', (signal, noise) => {
    const [x0, eps] = [0.4, -1.7];
    const x = signal * x0 + noise * eps;
    const target = targetFactors(predictionType, signal, noise);
    const answer = target.x0 * x0 + target.eps * eps;
    const factors = predictionFactors(predictionType, signal, noise);
    expect(factors.x0.x * x + factors.x0.prediction * answer).toBeCloseTo(x0, 9);
    expect(factors.eps.x * x + factors.eps.prediction * answer).toBeCloseTo(eps, 9);
  });
});

describe('formulas of the papers', () => {
  it('v: x₀ = √ᾱ·x − √(1−ᾱ)·v', () => {
    const { x0 } = predictionFactors('v_prediction', 0.6, 0.8);
    expect(x0.x).toBeCloseTo(0.6, 15);
    expect(x0.prediction).toBeCloseTo(-0.8, 15);
  });

  it('ε: x₀ = (x − √(1−ᾱ)·ε)/√ᾱ', () => {
    const { x0 } = predictionFactors('epsilon', 0.6, 0.8);
    expect(x0.x).toBeCloseTo(1 / 0.6, 15);
    expect(x0.prediction).toBeCloseTo(-0.8 / 0.6, 15);
  });

  it('flow: x₀ = x − t·v, ε = x + (1 − t)·v', () => {
    const { x0, eps } = predictionFactors('flow', 0.75, 0.25);
    expect([x0.x, x0.prediction, eps.x, eps.prediction]).toEqual([1, -0.25, 1, 0.75]);
  });
});

describe('clipping', () => {
  const values = Float64Array.of(-3, -0.5, 0, 0.5, 2);

  it('clamps to −1…1, or leaves as it is', () => {
    expect([...clipOriginal(values, 'unit')]).toEqual([-1, -0.5, 0, 0.5, 1]);
    expect(clipOriginal(values, 'none')).toBe(values);
  });

  it('scales by the quantile of the absolute values when that is above 1', () => {
    // numpy.quantile([3, 0.5, 0, 0.5, 2], 0.995) = 2.98
    const bound = 2.98;
    clipOriginal(values, 'dynamic').forEach((value, i) =>
      expect(value).toBeCloseTo(Math.max(-bound, Math.min(bound, values[i]!)) / bound, 12),
    );
    expect([...clipOriginal(Float64Array.of(-0.5, 0.9), 'dynamic')]).toEqual([-0.5, 0.9]);
  });

  it('interpolates quantiles as torch does', () => {
    expect(quantile(Float64Array.of(4, 1, 3, 2), 0.5)).toBe(2.5);
    expect(quantile(Float64Array.of(4, 1, 3, 2), 1)).toBe(4);
    expect(quantile(Float64Array.of(7), 0.995)).toBe(7);
  });
});
