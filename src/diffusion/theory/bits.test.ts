import { describe, expect, it } from 'vitest';
import { defaultConfig } from '../../lab/fields';
import { makeTables } from '../process/tables';
import { BitsMeter, bitsQuestions, priorBits, stretches } from './bits';

describe('the questions of a bound', () => {
  it('stand for every time step once, the decoder’s for itself', () => {
    const questions = bitsQuestions({ timesteps: 103, pictures: 5, strata: 10, seed: 1 });
    expect(questions).toHaveLength(5 * 11);
    for (let picture = 0; picture < 5; picture += 1) {
      const own = questions.filter((question) => question.picture === picture);
      expect(own[0]).toEqual({ picture, t: 0, steps: 1 });
      expect(own.reduce((sum, { steps }) => sum + steps, 0)).toBe(103);
      const times = own.map(({ t }) => t);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(Math.max(...times)).toBeLessThan(103);
    }
  });

  it('are all time steps where there are as many stretches', () => {
    const times = bitsQuestions({ timesteps: 20, pictures: 1, strata: 50, seed: 1 }).map(({ t }) => t);
    expect(times).toEqual(Array.from({ length: 20 }, (_, t) => t));
  });
});

it('draws the first time steps as often as the sum needs them', () => {
  expect(stretches(1000, 10)).toEqual([1, 2, 4, 8, 16, 32, 63, 126, 251, 501, 1000]);
  // Terms as steep as those of a network that has hardly learned the smallest t.
  const term = (t: number): number => 4 / t ** 2;
  const whole = Array.from({ length: 999 }, (_, i) => term(i + 1)).reduce((a, b) => a + b);
  const meter = new BitsMeter(11);
  for (const question of bitsQuestions({ timesteps: 1000, pictures: 100, strata: 10, seed: 1 }))
    meter.add(question, question.t === 0 ? 0 : term(question.t), 0);
  const { steps = 0, standardError = 0 } = meter.bits ?? {};
  expect(standardError / whole).toBeLessThan(0.02);
  expect(Math.abs(steps - whole)).toBeLessThan(3 * standardError);
});

it('leaves nothing to say at the end of a schedule that reaches noise', () => {
  const x0 = [-1, 0.3, 1];
  const cosine = makeTables({ ...defaultConfig, schedule: 'squaredcos_cap_v2', timesteps: 1000 });
  expect(priorBits(cosine, x0)).toBeLessThan(1e-6);
  // KL(N(s·x, 1 − s²) ‖ N(0, 1)) = ½(−ln(1 − s²) − s² + s²x²), s² = ᾱ_T.
  const linear = makeTables({
    ...defaultConfig,
    schedule: 'linear',
    predictionType: 'epsilon',
    timesteps: 200,
  });
  const kept = linear.alphasCumprod[199]!;
  const nats = x0.map((x) => 0.5 * (-Math.log(1 - kept) - kept + kept * x * x));
  expect(priorBits(linear, x0)).toBeCloseTo(nats.reduce((a, b) => a + b) / 3 / Math.LN2, 10);
});

it('sums what was measured, with the standard error of the mean', () => {
  const meter = new BitsMeter(3);
  expect(meter.bits).toBeNull();
  for (const [picture, decoder] of [2, 4].entries()) {
    meter.add({ picture, t: 0, steps: 1 }, decoder, 0.5);
    meter.add({ picture, t: 3, steps: 10 }, 0.1, 0.5);
    meter.add({ picture, t: 15, steps: 9 }, 0.01, 0.5);
  }
  expect(meter.bits).toMatchObject({ pictures: 2, prior: 0.5, decoder: 3 });
  expect(meter.bits?.steps).toBeCloseTo(1.09, 12);
  expect(meter.bits?.total).toBeCloseTo(4.59, 12);
  // Of 2 and 4: deviation √2, over √2 pictures.
  expect(meter.bits?.standardError).toBeCloseTo(1, 12);
  expect(meter.curve(20, 2)).toEqual([
    { from: 1, to: 4, t: 3, bits: 0.1 },
    { from: 4, to: 20, t: 15, bits: 0.01 },
  ]);
});
