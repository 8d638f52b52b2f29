import { describe, expect, it } from 'vitest';
import { defaultConfig } from '../../lab/fields';
import golden from '../golden/theory.json';
import { makeTables } from '../process/tables';
import { boundWeights, shareOf, weightsBetween } from './lossWeights';

const { timesteps, betaStart, betaEnd } = golden;
const tables = makeTables({
  ...defaultConfig,
  schedule: 'linear',
  predictionType: 'epsilon',
  timesteps,
  betaStart,
  betaEnd,
});

describe.each(['fixed_small', 'fixed_large'] as const)('the bound’s weights with %s', (variance) => {
  const bound = boundWeights(tables, variance);

  it('are those of DDPM with the variance of diffusers', () => {
    golden.weights[variance].forEach((weight, i) => expect(bound[i + 1]! / weight).toBeCloseTo(1, 6));
  });

  it('come from L_simple’s by one slider, always of geometric mean 1', () => {
    expect([...weightsBetween(bound, 0)]).toEqual(Array.from({ length: timesteps }, () => 1));
    for (const share of [0.3, 1]) {
      const weights = weightsBetween(bound, share);
      expect(weights.reduce((sum, weight) => sum + Math.log(weight), 0)).toBeCloseTo(0, 10);
      expect(weights[9]! / weights[30]!).toBeCloseTo((bound[9]! / bound[30]!) ** share, 10);
    }
  });
});

it('tells how much lies on a stretch', () => {
  expect(shareOf([4, 3, 2, 1], 0, 0.5)).toBeCloseTo(0.7, 12);
  expect(shareOf([4, 3, 2, 1], 0.75, 1)).toBeCloseTo(0.1, 12);
  expect(shareOf(new Float64Array(40).fill(1), 0, 0.1)).toBeCloseTo(0.1, 12);
});
