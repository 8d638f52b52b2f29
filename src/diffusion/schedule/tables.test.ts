import { describe, expect, it } from 'vitest';
import { defaultConfig } from '../../lab/fields';
import schedules from '../golden/schedules.json';
import golden from '../golden/tables.json';
import {
  learnedLogVariance,
  posteriorLogVariance,
  posteriorMeanFactors,
  posteriorMeanFromNoise,
} from '../theory/posterior';
import { makeBetas, type ScheduleSettings } from './schedules';
import { deriveTables } from './tables';
import { makeTables } from '../process/tables';
import { flowTables } from '../process/flow';
import type { Tables } from '../types';

const make = (changes: Partial<ScheduleSettings>): Tables =>
  makeTables({ ...defaultConfig, ...changes, predictionType: 'epsilon' });

/** Relative 1e-9, with a floor where both are next to nothing (a posterior variance of 0, an SNR of 0). */
function expectClose(actual: number, expected: number): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-9 * Math.abs(expected) + 1e-18);
}

/** Some entries of a table, and its sum, as a golden file has them. */
function expectEntries(
  table: Float64Array,
  { entries, at, sum }: { readonly entries: number[]; readonly at: number[]; readonly sum: number },
): void {
  expectClose(
    table.reduce((total, value) => total + value, 0),
    sum,
  );
  entries.forEach((entry, i) => expectClose(table[entry]!, at[i]!));
}

describe('tables', () => {
  it.each(golden.cases)(
    '$settings.schedule, T $settings.timesteps, β $settings.betaStart…$settings.betaEnd, rescaled $settings.rescaleZeroSnr',
    ({ settings, entries, tables }) => {
      const made = make(settings as Partial<ScheduleSettings>);
      for (const [name, { sum, at }] of Object.entries(tables)) {
        const table = made[name as keyof typeof tables];
        expect(table).toHaveLength(settings.timesteps);
        expectClose(
          table.reduce((total, value) => total + value, 0),
          sum,
        );
        entries.forEach((entry, i) => expectClose(table[entry]!, at[i]!));
      }
    },
  );

  it.each(golden.curves)(
    'own curve $curve over $timesteps time steps',
    ({ curve, timesteps, alphasCumprod }) => {
      const tables = make({ schedule: 'own', curve, timesteps });
      alphasCumprod.forEach((value, t) =>
        expect(Math.abs(tables.alphasCumprod[t]! - value)).toBeLessThan(1e-12),
      );
    },
  );

  it.each(
    schedules.squaredcos_cap_v2.map(({ settings: { timesteps, offset, exponent, maxBeta }, ...betas }) => ({
      settings: { timesteps, cosineOffset: offset, cosineExponent: exponent, maxBeta },
      ...betas,
    })),
  )('cosine, $settings', ({ settings, ...betas }) => {
    expectEntries(makeBetas({ ...defaultConfig, ...settings, schedule: 'squaredcos_cap_v2' }), betas);
  });

  it.each(
    schedules.sigmoid_alphas_cumprod.map(({ settings: { timesteps, start, end, tau }, ...betas }) => ({
      settings: { timesteps, sigmoidStart: start, sigmoidEnd: end, sigmoidTau: tau },
      ...betas,
    })),
  )('sigmoid of ᾱ, $settings', ({ settings, ...betas }) => {
    expectEntries(makeBetas({ ...defaultConfig, ...settings, schedule: 'sigmoid_alphas_cumprod' }), betas);
  });

  it('repeats one β when the schedule is constant', () => {
    const betas = makeBetas({ ...defaultConfig, schedule: 'constant', betaStart: 0.004, timesteps: 7 });
    expect([...betas]).toEqual(Array.from({ length: 7 }, () => 0.004));
  });

  it('has the posterior of lucidrains', () => {
    const tables = make({ schedule: 'squaredcos_cap_v2', timesteps: 20 });
    golden.posterior.x.forEach((x, t) => {
      expectClose(posteriorMeanFactors(tables, t).x, x);
      expectClose(posteriorMeanFactors(tables, t).x0, golden.posterior.x0[t]!);
      expectClose(posteriorLogVariance(tables, t), golden.posterior.logVariance[t]!);
    });
  });

  it('gives one posterior mean whether written with x₀ or with ε', () => {
    const tables = make({ schedule: 'linear', timesteps: 50 });
    const [x0, eps, t] = [0.3, -1.1, 20];
    const xt = tables.signal[t]! * x0 + tables.noise[t]! * eps;
    const byOriginal = posteriorMeanFactors(tables, t);
    const byNoise = posteriorMeanFromNoise(tables, t);
    expectClose(byOriginal.x0 * x0 + byOriginal.x * xt, byNoise.x * xt + byNoise.eps * eps);
    expect(learnedLogVariance(tables, t, 1)).toBe(Math.log(tables.betas[t]!));
    expect(learnedLogVariance(tables, t, -1)).toBe(Math.log(tables.posteriorVariance[t]!));
  });
});

describe('rectified flow', () => {
  it('runs straight from the data to the noise and has the SNR of its diffusion', () => {
    const tables = flowTables(8);
    tables.signal.forEach((signal, t) => {
      expectClose(tables.noise[t]!, (t + 1) / 8);
      expectClose(signal, 1 - (t + 1) / 8);
      expectClose(tables.snr[t]!, (signal / tables.noise[t]!) ** 2);
    });
  });

  it('is what predicting flow brings', () => {
    const tables = makeTables({ ...defaultConfig, predictionType: 'flow', timesteps: 8 });
    expect(tables).toEqual(flowTables(8));
    const { signal, sqrtAlphasCumprod } = makeTables({ ...defaultConfig, predictionType: 'sample' });
    expect(signal).toBe(sqrtAlphasCumprod);
  });
});

describe('refusals', () => {
  const settings = { ...defaultConfig, schedule: 'linear', rescaleZeroSnr: false } as const;

  it.each([
    [{ betaStart: 0.03, betaEnd: 0.02 }, /betaStart is 0.03, above betaEnd/],
    [{ betaEnd: 1 }, /betaEnd is 1, expected/],
    [{ betaStart: 0 }, /betaStart is 0, expected/],
    [{ betaStart: Number.NaN }, /betaStart is NaN, expected/],
    [{ timesteps: 1 }, /timesteps is 1, expected/],
    [{ timesteps: 10.5 }, /timesteps is 10.5, expected/],
    [{ schedule: 'own', curve: [0.9, 0.95, 0.1] }, /0.95 is not below the value before it/],
    [{ schedule: 'own', curve: [0.9, 0.5, 0.5, 0.1] }, /0.5 is not below/],
    [{ schedule: 'own', curve: [0.9, Number.NaN] }, /NaN is not within/],
    [{ schedule: 'own', curve: [1.5, 0.2] }, /1.5 is not within/],
    [{ schedule: 'own', curve: [0.9] }, /two handles/],
    [{ schedule: 'own', curve: [0.5, 0.4999999999999, 0.1] }, /too flat/],
  ] as const)('refuses %j', (changes, sentence) => {
    expect(() => makeBetas({ ...settings, ...changes })).toThrow(
      expect.objectContaining({ code: 'bad-setting', message: expect.stringMatching(sentence) }),
    );
  });

  it('refuses tables of anything that is no β', () => {
    for (const beta of [0, -0.1, 1.01, Number.NaN, 1e-17]) {
      expect(() => deriveTables(Float64Array.of(0.1, beta))).toThrow(/β at time step 1/);
    }
  });
});
