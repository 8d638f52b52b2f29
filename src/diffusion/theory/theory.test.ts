// The bound's parts against quadrature, Bayes' rule and areas of scipy, to 1e-5 and better.
import { describe, expect, it } from 'vitest';
import { defaultConfig } from '../../lab/fields';
import golden from '../golden/theory.json';
import { makeTables } from '../process/tables';
import { gaussianKl, pixelProbabilities, type Gaussian } from './bound';
import { inUnitLength, linkKl, linkOf, stepLogVariance } from './link';
import { integrateKl, klIntegrand, normalDensity } from './twoGaussians';

const gaussian = ([mean = Number.NaN, variance = Number.NaN]: readonly number[]): Gaussian => ({
  mean,
  logVariance: Math.log(variance),
});

const { timesteps, betaStart, betaEnd } = golden;
const tables = makeTables({
  ...defaultConfig,
  schedule: 'linear',
  predictionType: 'epsilon',
  timesteps,
  betaStart,
  betaEnd,
});

describe('two Gaussians', () => {
  it.each(golden.kls)(
    'KL of $p and $q: closed form, integral and scipy are one',
    ({ p, q, integral, torch }) => {
      const [one, other] = [gaussian(p), gaussian(q)];
      expect(gaussianKl(one, other)).toBeCloseTo(integral, 9);
      expect(gaussianKl(one, other)).toBeCloseTo(torch, 9);
      expect(integrateKl(one, other)).toBeCloseTo(integral, 9);
    },
  );

  it('has an integrand that is p ln(p/q)', () => {
    const [p, q] = [gaussian([0, 1]), gaussian([1, 0.5])];
    const x = 0.3;
    const expected = normalDensity(x, p) * Math.log(normalDensity(x, p) / normalDensity(x, q));
    expect(klIntegrand(x, p, q)).toBeCloseTo(expected, 12);
    expect(normalDensity(0, p)).toBeCloseTo(1 / Math.sqrt(2 * Math.PI), 12);
  });
});

describe('one reverse step for one pixel', () => {
  it.each(golden.links)('is what Bayes’ rule says at t = $t', (link) => {
    const q = linkOf(tables, link.t, link);
    const p = linkOf(tables, link.t, { x0: link.guessed, xt: link.xt });
    expect(q.mean).toBeCloseTo(link.mean, 8);
    expect(Math.exp(q.logVariance) / link.variance).toBeCloseTo(1, 7);
    expect(p.mean).toBeCloseTo(link.guessedMean, 8);
    const kl = linkKl(q, p);
    expect(kl.nats / link.kl).toBeCloseTo(1, 6);
    // The three writings say the same: of the mean, and of what it costs to be wrong.
    expect(q.byNoise.x * link.xt + q.byNoise.eps * q.eps).toBeCloseTo(q.mean, 12);
    expect(kl.perMean * (q.mean - p.mean) ** 2).toBeCloseTo(kl.nats, 10);
    expect(kl.perOriginal * (link.x0 - link.guessed) ** 2).toBeCloseTo(kl.nats, 10);
    expect(kl.perNoise * (q.eps - p.eps) ** 2).toBeCloseTo(kl.nats, 10);
  });

  it('steps with β̃ or β, and at the first time step with the β̃ of the second', () => {
    expect(stepLogVariance(tables, 9, 'fixed_small')).toBe(Math.log(tables.posteriorVariance[9]!));
    expect(stepLogVariance(tables, 9, 'fixed_large')).toBe(Math.log(tables.betas[9]!));
    expect(stepLogVariance(tables, 0, 'fixed_small')).toBe(Math.log(tables.posteriorVariance[1]!));
  });

  it('takes flow to unit length', () => {
    const flow = makeTables({ ...defaultConfig, predictionType: 'flow', timesteps: 10 });
    // t = 0.5: half of the image and half of the noise.
    expect(inUnitLength(flow, 4, 0.5)).toBeCloseTo(0.5 / Math.hypot(0.5, 0.5), 12);
    expect(inUnitLength(tables, 4, 0.5)).toBeCloseTo(0.5, 12);
  });
});

it('gives each of 256 values the area of scipy', () => {
  const { mean, variance, areas } = golden.decoder;
  const made = pixelProbabilities({ mean, logVariance: Math.log(variance) });
  areas.forEach((area, k) => expect(Math.abs(made[k]! - area)).toBeLessThan(1e-10));
});
