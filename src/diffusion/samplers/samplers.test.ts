import { describe, expect, it } from 'vitest';
import { defaultConfig, fields } from '../../lab/fields';
import { passesSamplerContract } from '../../test/samplerContract';
import { makeTables } from '../tables';
import { initNoiseSigma, planSampler, type PlanSettings } from './index';

describe.each(fields.sampler.choices)('%s', (sampler) => {
  passesSamplerContract({ sampler });
});

describe.each(fields.sampler.choices.filter((sampler) => sampler !== 'mixing'))(
  '%s on rectified flow',
  (sampler) => {
    passesSamplerContract({ sampler, predictionType: 'flow' });
  },
);

describe.each([0, 1])('ddim with η = %d', (eta) => {
  passesSamplerContract({ sampler: 'ddim', eta });
});

describe.each(fields.variance.choices)('ddpm with %s', (variance) => {
  passesSamplerContract({ sampler: 'ddpm', variance });
});

describe('planSampler', () => {
  const plan = (changes: Partial<PlanSettings>) => {
    const settings = {
      ...defaultConfig,
      schedule: 'linear',
      timesteps: 100,
      samplingSteps: 10,
      ...changes,
    } as const;
    return planSampler(settings, makeTables(settings));
  };
  const timesteps = (changes: Partial<PlanSettings>): number[] =>
    plan(changes).map(({ timestep }) => timestep);

  it('starts a half-noised image at its own time step and goes on along the grid', () => {
    const settings = { spacing: 'leading', startTimestep: 55 } as const;
    expect(timesteps(settings)).toEqual([55, 50, 40, 30, 20, 10, 0]);
    expect(timesteps({ ...settings, startTimestep: 50 })).toEqual([50, 40, 30, 20, 10, 0]);
    expect(timesteps({ ...settings, startTimestep: 0 })).toEqual([0]);
  });

  it.each([-1, 100, Number.NaN])('refuses to start at time step %d of 100', (startTimestep) => {
    expect(() => plan({ startTimestep })).toThrow(
      expect.objectContaining({ code: 'bad-setting', message: expect.stringContaining('startTimestep is') }),
    );
  });

  it('refuses an ε-prediction where nothing is left of the image', () => {
    const config = {
      ...defaultConfig,
      schedule: 'linear',
      rescaleZeroSnr: true,
      predictionType: 'epsilon',
    } as const;
    expect(() => planSampler(config, makeTables(config))).toThrow(
      /predictionType is epsilon.*rescaleZeroSnr/,
    );
    const solver = { ...config, sampler: 'dpmpp_2m' } as const;
    expect(planSampler(solver, makeTables(solver))[0]?.signal).toBe(2 ** -12);
  });

  it('starts diffusion from unit noise, and flow from as much as its grid begins with', () => {
    expect(initNoiseSigma(plan({ spacing: 'leading' }))).toBeCloseTo(1, 12);
    expect(initNoiseSigma(plan({ sampler: 'mixing' }))).toBe(1);
    const flow = { predictionType: 'flow', spacing: 'leading' } as const;
    expect(initNoiseSigma(plan(flow))).toBeCloseTo(Math.hypot(0.09, 0.91), 12); // t = 91/100
  });
});
