import { describe, expect, it } from 'vitest';
import { defaultConfig, type LabConfig } from '../../lab/fields';
import golden from '../golden/samplers.json';
import { runStages, type RunOptions } from './run';
import { makeTables } from '../process/tables';
import type { SamplerStage } from '../types';
import { planSampler } from './index';
import { samplers, type SamplerName } from './registry';
import type { Sampler } from './sampler';

function begins(name: SamplerName): Sampler['begins'] {
  const sampler: Sampler = samplers[name];
  return sampler.begins;
}

type Settings = Pick<
  LabConfig,
  | 'sampler'
  | 'samplingSteps'
  | 'spacing'
  | 'eta'
  | 'variance'
  | 'predictionType'
  | 'schedule'
  | 'timesteps'
  | 'betaStart'
  | 'betaEnd'
  | 'rescaleZeroSnr'
  | 'clipSample'
  | 'useClippedModelOutput'
> & { readonly gain: number };

/** The model of tools/reference/samplers.py. */
const predict = (gain: number) => (x: Float64Array, t: number) => ({
  values: x.map((value, i) => gain * Math.tanh(0.7 * value + 0.4 * Math.sin(i) + (0.5 * t) / 1000)),
  variance: x.map(Math.tanh),
});

const title = (settings: Settings): string =>
  Object.entries(settings)
    .filter(([key, value]) => key !== 'timesteps' && value !== defaultConfig[key as keyof LabConfig])
    .map(([key, value]) => `${key} ${value}`)
    .join(', ');

function expectFrames(
  stages: readonly SamplerStage[],
  frames: readonly number[][],
  options: Partial<RunOptions>,
): void {
  expect(stages).toHaveLength(frames.length);
  const run = runStages(stages, Float64Array.from(golden.start), {
    predictionType: 'epsilon',
    clip: 'none',
    predict: predict(1),
    noise: (stage) => Float64Array.from(golden.noises[stage]!),
    ...options,
  });
  [...run].forEach(({ x }, index) => {
    x.forEach((value, i) => expect(Math.abs(value - frames[index]![i]!)).toBeLessThan(1e-9));
  });
}

describe('whole loops of diffusers', () => {
  const cases = golden.cases.map(({ settings, frames }) => ({ settings: settings as Settings, frames }));

  it.each(cases.map((one) => [title(one.settings), one] as const))('%s', (_, { settings, frames }) => {
    // What diffusers has no setting for is as the sampler begins.
    const config = { ...defaultConfig, ...settings, ...begins(settings.sampler) };
    expectFrames(planSampler(config, makeTables(config)), frames, {
      predictionType: settings.predictionType,
      clip: settings.clipSample,
      predict: predict(settings.gain),
    });
  });
});

describe('loops of the tutorials', () => {
  it('T0, T2: mixes the prediction in', () => {
    const settings = {
      ...defaultConfig,
      process: 'corrupt',
      sampler: 'mixing',
      samplingSteps: golden.mixing.frames.length,
    } as const;
    expectFrames(planSampler(settings, makeTables(settings)), golden.mixing.frames, {
      predictionType: 'sample',
    });
  });

  it('T4: adds noise in its last step too', () => {
    const { settings, frames } = golden.annotated;
    const config = { ...defaultConfig, ...settings, schedule: 'linear', predictionType: 'epsilon' } as const;
    const stages = planSampler(
      {
        ...config,
        sampler: 'ddpm',
        samplingSteps: frames.length,
        variance: 'fixed_large',
        lastStepNoise: true,
      },
      makeTables(config),
    );
    expectFrames(stages, frames, {});
  });
});
