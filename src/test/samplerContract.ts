// What every sampler must keep, whoever wrote it. Called by the samplers' own test.
import { expect, it } from 'vitest';
import { gaussians, uniforms } from '../diffusion/random';
import { runStages, runToEnd, type RunOptions } from '../diffusion/samplers/run';
import { planSampler, samplersOf, type PlanSettings } from '../diffusion/samplers/index';
import { makeTables } from '../diffusion/process/tables';
import type { SamplerStage } from '../diffusion/types';
import { processes, processOf } from '../diffusion/process/index';
import type { SamplerName } from '../diffusion/samplers/registry';
import { defaultConfig } from '../lab/fields';

const length = 12;
const timesteps = 100;
const data = Float64Array.from({ length }, (_, i) => Math.sin(i + 1));

type Changes = Partial<PlanSettings>;

/** The setting of a process that the sampler goes with. */
export const processFor = (sampler: SamplerName): PlanSettings['process'] =>
  samplersOf(processes.gaussian).includes(sampler) ? 'ddpm' : 'corrupt';

const settingsOf = (changes: Changes): PlanSettings => ({
  sampler: 'ddim',
  process: processFor(changes.sampler ?? 'ddim'),
  samplingSteps: 20,
  spacing: 'leading',
  eta: 0.5,
  variance: 'fixed_small',
  useClippedModelOutput: true,
  lastStepNoise: false,
  ...changes,
  predictionType: changes.predictionType ?? 'sample',
});

const stagesOf = (changes: Changes): readonly SamplerStage[] => {
  const settings = settingsOf(changes);
  const { predictionType, process } = settings;
  return planSampler(
    settings,
    makeTables({ ...defaultConfig, schedule: 'linear', timesteps, predictionType, process }),
  );
};

const noiseOf =
  (seed: number) =>
  (stage: number): Float64Array =>
    gaussians({ seed, stream: 2, step: stage }, length);

/** A model that is not right, but smooth. */
const wrong = (x: Float64Array, timestep: number): Float64Array =>
  x.map((value, i) => Math.tanh(value * 0.8 + 0.01 * timestep - 0.1 * i));

const options = (seed: number, predict: RunOptions['predict']): RunOptions => ({
  predictionType: 'sample',
  clip: 'none',
  predict,
  noise: noiseOf(seed),
});

function sample(changes: Changes, seed: number): Float64Array {
  const start = processOf(settingsOf(changes)).noise === 'uniform' ? uniforms : gaussians;
  const predict = (x: Float64Array, t: number) => ({ values: wrong(x, t), variance: x.map(Math.tanh) });
  const stages = stagesOf(changes);
  return runToEnd(stages, start({ seed, stream: 1 }, length), options(seed, predict));
}

function expectClose(actual: Float64Array, expected: Float64Array, tolerance: number): void {
  actual.forEach((value, i) => expect(Math.abs(value - expected[i]!)).toBeLessThanOrEqual(tolerance));
}

/** @param changes the sampler and the options under test; prediction is x₀ (or of flow's process) */
export function passesSamplerContract(changes: Changes & Pick<PlanSettings, 'sampler'>): void {
  it.each([1, 2, 3, 20, timesteps])(
    'recovers the data in %i steps with a perfect predictor',
    (samplingSteps) => {
      const perfect = { values: data, variance: new Float64Array(length) };
      const stages = stagesOf({ ...changes, samplingSteps });
      const noise = gaussians({ seed: 5, stream: 1 }, length);
      const between = ({ signal, noise: strength }: SamplerStage): Float64Array =>
        data.map((value, i) => signal * value + strength * noise[i]!);
      const frames = [
        ...runStages(
          stages,
          between(stages[0]!),
          options(5, () => perfect),
        ),
      ];
      expectClose(frames.at(-1)!.x, data, 1e-9);
      if (stages.some((stage) => stage.next.noise !== undefined)) return;
      // Without fresh noise every state lies between the data and the noise it started from.
      frames.slice(0, -1).forEach(({ x }, i) => expectClose(x, between(stages[i + 1]!), 1e-9));
    },
  );

  it('adds no noise in its last step', () => {
    const last = stagesOf(changes).at(-1)!;
    expect(last.next.noise ?? 0).toBe(0);
    expect(last.endsStep).toBe(true);
  });

  it('takes T steps as if it had not been respaced: the same whatever the spacing', () => {
    const [leading, ...others] = (['leading', 'trailing', 'linspace'] as const).map((spacing) =>
      stagesOf({ ...changes, spacing, samplingSteps: timesteps }),
    );
    for (const other of others) expect(other).toEqual(leading);
    expect([...new Set(leading!.map((stage) => stage.place))]).toEqual(
      Array.from({ length: timesteps }, (_, i) => timesteps - 1 - i),
    );
  });

  it('gives the same picture for the same seed, another one for another', () => {
    const one = sample(changes, 1);
    expect(sample(changes, 1)).toEqual(one);
    expect(sample(changes, 2)).not.toEqual(one);
    expect(one.every(Number.isFinite)).toBe(true);
  });
}
