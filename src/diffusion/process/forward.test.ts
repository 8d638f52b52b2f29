import { describe, expect, it } from 'vitest';
import { defaultConfig } from '../../lab/fields';
import { accumulateNoise, forwardChain, qSample } from './forward';
import { gaussians } from '../random';
import { makeTables } from '../process/tables';

const x0 = Float64Array.of(-1, -0.2, 0.6, 1);
const noiseAt = (t: number): Float64Array => gaussians({ seed: 1, stream: 1, step: t }, x0.length);

function expectClose(actual: Float64Array, expected: Float64Array): void {
  expect(actual).toHaveLength(expected.length);
  actual.forEach((value, i) => expect(Math.abs(value - expected[i]!)).toBeLessThan(1e-12));
}

describe.each(['epsilon', 'flow'] as const)('the forward process (%s)', (predictionType) => {
  const tables = makeTables({ ...defaultConfig, schedule: 'linear', timesteps: 60, predictionType });

  it('comes to the same picture step by step and in one jump with the noise it gathered', () => {
    const links = [...forwardChain(tables, x0, noiseAt)];
    expect(links).toHaveLength(60);
    links.forEach(({ x, accumulatedNoise }, t) => expectClose(x, qSample(tables, x0, t, accumulatedNoise)));
  });

  it('gathers noise of unit variance', () => {
    // The factors of two independent unit variances must square to 1.
    for (const t of [0, 1, 30, 59]) {
      const [kept] = accumulateNoise(tables, Float64Array.of(1), t, Float64Array.of(0));
      const [fresh] = accumulateNoise(tables, Float64Array.of(0), t, Float64Array.of(1));
      expect(kept! ** 2 + fresh! ** 2).toBeCloseTo(1, 12);
    }
  });
});

describe('qSample', () => {
  const tables = makeTables({
    ...defaultConfig,
    schedule: 'linear',
    timesteps: 10,
    predictionType: 'epsilon',
  });

  it('mixes √ᾱ of the image with √(1−ᾱ) of the noise', () => {
    const alphaCumprod = tables.alphasCumprod[4]!;
    expectClose(
      qSample(tables, Float64Array.of(2), 4, Float64Array.of(-3)),
      Float64Array.of(2 * Math.sqrt(alphaCumprod) - 3 * Math.sqrt(1 - alphaCumprod)),
    );
  });

  it('refuses a time step outside the tables and noise of another size', () => {
    expect(() => qSample(tables, x0, 10, noiseAt(0))).toThrow(
      /Time step 10 is not in the tables, expected 0 to 9/,
    );
    expect(() => qSample(tables, x0, 3, Float64Array.of(1))).toThrow(/Arrays of 4 and 1/);
  });
});
