import { describe, expect, it } from 'vitest';
import { defaultConfig, fields } from '../../lab/fields';
import { passesSamplerContract, processFor } from '../../test/samplerContract';
import { makeTables } from '../process/tables';
import { frameTimesteps } from './frames';
import { processes } from '../process/index';
import type { SamplerStage } from '../types';
import { initNoiseSigma, planSampler, samplersOf, type PlanSettings } from './index';

describe.each(fields.sampler.choices)('%s', (sampler) => {
  passesSamplerContract({ sampler });
});

describe.each(samplersOf(processes.flow))('%s on rectified flow', (sampler) => {
  passesSamplerContract({ sampler, predictionType: 'flow' });
});

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
      process: processFor(changes.sampler ?? 'ddim'),
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

  it('adds no noise of Euler’s ancestors at η = 0: the steps are those of Euler', () => {
    const coefficients = (sampler: 'euler' | 'euler_ancestral', eta: number) =>
      plan({ sampler, eta }).map(({ timestep, next }) => ({
        timestep,
        ...Object.fromEntries(Object.entries(next).filter(([, factor]) => factor !== 0)),
      }));
    expect(coefficients('euler_ancestral', 0)).toEqual(coefficients('euler', 0));
    expect(coefficients('euler_ancestral', 1)).not.toEqual(coefficients('euler', 1));
  });

  // corrupt's x = (1 − a)·x₀ + a·u with a = (t + 1)/T, and the tutorials' steps for 4: a = 1, ¾, ½, ¼.
  it('starts mixing from a corrupted image at its own amount and goes on along the rest of the steps', () => {
    const stages = plan({ sampler: 'mixing', samplingSteps: 4, startTimestep: 59 });
    expect(stages.map(({ noise }) => noise)).toEqual([0.6, 0.5, 0.25]);
    expect(stages.map(({ signal }) => signal)).toEqual([0.4, 0.5, 0.75]);
    // 0.6 → 0.5 → 0.25 → 0: what is kept of x is the ratio of the amounts.
    [5 / 6, 1 / 2, 0].forEach((kept, i) => {
      expect(stages[i]?.next.x).toBeCloseTo(kept, 12);
      expect(stages[i]?.next.x0).toBeCloseTo(1 - kept, 12);
    });
    const at = (startTimestep: number): number[] =>
      plan({ sampler: 'mixing', samplingSteps: 4, startTimestep }).map(({ noise }) => noise);
    expect(at(99)).toEqual([1, 0.75, 0.5, 0.25]);
    expect(at(49)).toEqual([0.5, 0.25]);
    expect(at(0)).toEqual([0.01]);
  });

  it.each(['ddim', 'mixing'] as const)('refuses to start %s outside the tables', (sampler) => {
    for (const startTimestep of [-1, 100, Number.NaN]) {
      expect(() => plan({ sampler, startTimestep })).toThrow(
        expect.objectContaining({
          code: 'bad-setting',
          message: expect.stringContaining('startTimestep is'),
        }),
      );
    }
  });

  it('places the frames of the tutorials’ process at their amounts of noise', () => {
    const frames = (changes: Partial<PlanSettings>): number[] =>
      frameTimesteps(plan({ sampler: 'mixing', ...changes }));
    expect(frames({ samplingSteps: 4 })).toEqual([99, 74, 49, 24, -1]);
    expect(frames({ samplingSteps: 3 })).toEqual([99, 66, 32, -1]);
    expect(frames({ samplingSteps: 4, startTimestep: 59 })).toEqual([59, 49, 24, -1]);
    // The model is told no time.
    expect(timesteps({ sampler: 'mixing', samplingSteps: 3 })).toEqual([0, 0, 0]);
  });

  it('places a frame after both predictions of a step of two', () => {
    const settings = { sampler: 'heun', spacing: 'leading', samplingSteps: 4 } as const;
    expect(timesteps(settings)).toEqual([75, 50, 50, 25, 25, 0, 0]);
    expect(frameTimesteps(plan(settings))).toEqual([75, 50, 25, 0, -1]);
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

  it('takes the noise anew from the clipped image wherever a step mixes both, unless told otherwise', () => {
    const mixes = ({ next }: SamplerStage): boolean => next.x0 !== undefined && next.eps !== undefined;
    for (const sampler of samplersOf(processes.gaussian)) {
      for (const stage of plan({ sampler }).filter(mixes)) expect(stage.epsFromClipped, sampler).toBe(true);
    }
    expect(plan({ sampler: 'ddim', useClippedModelOutput: false })[0]?.epsFromClipped).toBe(false);
  });

  it('starts diffusion from unit noise, and flow from as much as its grid begins with', () => {
    expect(initNoiseSigma(plan({ spacing: 'leading' }))).toBeCloseTo(1, 12);
    expect(initNoiseSigma(plan({ sampler: 'mixing' }))).toBe(1);
    const flow = { predictionType: 'flow', spacing: 'leading' } as const;
    expect(initNoiseSigma(plan(flow))).toBeCloseTo(Math.hypot(0.09, 0.91), 12); // t = 91/100
  });
});
