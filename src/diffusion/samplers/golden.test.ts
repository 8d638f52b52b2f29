// Whole loops of the reference libraries, on every golden file of loops that there is.
import { describe, expect, it } from 'vitest';
import { defaultConfig, type LabConfig } from '../../lab/fields';
import golden from '../golden/samplers.json';
import { makeTables } from '../process/tables';
import type { SamplerStage } from '../types';
import { clipOf, planSampler } from './index';
import { samplers, type SamplerName } from './registry';
import { runStages, type RunOptions } from './run';
import type { Sampler } from './sampler';

interface Loop {
  readonly settings: Partial<LabConfig> & {
    readonly sampler: SamplerName;
    readonly gain: number;
    readonly guidanceScale?: number;
    readonly useKarrasSigmas?: boolean;
  };
  readonly frames: readonly (readonly number[])[];
}

interface LoopsFile {
  readonly start: readonly number[];
  readonly noises?: readonly (readonly number[])[];
  readonly cases: readonly Loop[];
}

const isLoops = (file: object): file is LoopsFile => 'start' in file && 'cases' in file;

const files = Object.entries(
  import.meta.glob<object>('../golden/*.json', { eager: true, import: 'default' }),
).flatMap(([path, file]) => (isLoops(file) ? [{ name: path.replace('../golden/', ''), file }] : []));

/**
 * A loop that there is here too. diffusers' Karras levels of Euler and Heun run between the ends of whatever spacing is
 * chosen besides; ours between those of the tables, which are linspace's but for a single step, which starts from t = 0. Its DPM-Solver++(2M) tells the time step cut off
 * instead of rounded where the schedule is the cosine.
 */
const isOurs = ({
  settings: { sampler, spacing, samplingSteps = 0, schedule, useKarrasSigmas },
}: Loop): boolean => {
  const { karras }: Sampler = samplers[sampler];
  if (!useKarrasSigmas) return true;
  return karras === 'exact'
    ? spacing === 'linspace' && samplingSteps > 1
    : !(sampler === 'dpmpp_2m' && schedule === 'squaredcos_cap_v2');
};

/** What the library has no setting for is as the sampler begins. */
function begins(name: SamplerName): Sampler['begins'] {
  const sampler: Sampler = samplers[name];
  return sampler.begins;
}

/** The models of tools/reference/loops.py: conditional, and guided away from an unconditional one. */
const predict =
  (gain: number, guidanceScale = 1): RunOptions['predict'] =>
  (x, t) => {
    const time = (0.5 * t) / 1000;
    const values = x.map((value, i) => {
      const conditional = gain * Math.tanh(0.7 * value + 0.4 * Math.sin(i) + time);
      const without = gain * Math.tanh(0.5 * value - 0.3 * Math.cos(i) - time);
      return guidanceScale === 1 ? conditional : without + guidanceScale * (conditional - without);
    });
    return { values, variance: x.map(Math.tanh) };
  };

const title = (settings: Loop['settings']): string =>
  Object.entries(settings)
    .filter(([key, value]) => key !== 'timesteps' && value !== defaultConfig[key as keyof LabConfig])
    .map(([key, value]) => `${key} ${String(value)}`)
    .join(', ');

function expectFrames(
  stages: readonly SamplerStage[],
  { start, noises = [] }: Omit<LoopsFile, 'cases'>,
  frames: Loop['frames'],
  options: Partial<RunOptions>,
): void {
  expect(stages).toHaveLength(frames.length);
  const run = runStages(stages, Float64Array.from(start), {
    predictionType: 'epsilon',
    clip: 'none',
    predict: predict(1),
    noise: (stage) => Float64Array.from(noises[stage]!),
    ...options,
  });
  [...run].forEach(({ x }, index) => {
    x.forEach((value, i) => expect(Math.abs(value - frames[index]![i]!)).toBeLessThan(1e-9));
  });
}

describe.each(files)('whole loops of diffusers, $name', ({ file }) => {
  it.each(file.cases.filter(isOurs).map((loop) => [title(loop.settings), loop] as const))(
    '%s',
    (_, { settings, frames }) => {
      const karras = settings.useKarrasSigmas && { spacing: 'karras' as const };
      const config = { ...defaultConfig, ...settings, ...begins(settings.sampler), ...karras };
      expectFrames(planSampler(config, makeTables(config)), file, frames, {
        predictionType: config.predictionType,
        clip: clipOf(config),
        predict: predict(settings.gain, settings.guidanceScale),
      });
    },
  );
});

describe('loops of the tutorials', () => {
  it('T0, T2: mixes the prediction in', () => {
    const settings = {
      ...defaultConfig,
      process: 'corrupt',
      sampler: 'mixing',
      samplingSteps: golden.mixing.frames.length,
    } as const;
    expectFrames(planSampler(settings, makeTables(settings)), golden, golden.mixing.frames, {
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
    expectFrames(stages, golden, frames, {});
  });
});
