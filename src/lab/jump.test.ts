import { describe, expect, it } from 'vitest';
import { planSampler } from '../diffusion/samplers/index';
import { makeTables } from '../diffusion/process/tables';
import { parseConfig } from './config';
import { defaultConfig } from './fields';
import { canJump, jumpConfig, pairCount, teacherConfig } from './jump';

describe('a model that jumps', () => {
  it('is one whose answer at pure noise tells the image', () => {
    const can = (predictionType: typeof defaultConfig.predictionType): boolean =>
      canJump({ ...defaultConfig, predictionType });
    expect([can('sample'), can('v_prediction'), can('flow'), can('epsilon')]).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect(canJump({ ...defaultConfig, process: 'corrupt' })).toBe(false);
  });

  it('draws in one step from the last time step, without guidance, and learns from a guided model', () => {
    const config = jumpConfig(defaultConfig);
    // Settings that a file can hold.
    expect(parseConfig(config)).toEqual(config);
    const stages = planSampler(config, makeTables(config));
    expect(stages.map(({ timestep }) => timestep)).toEqual([defaultConfig.timesteps - 1]);
    expect(config.guidanceScale).toBe(1);
    expect(teacherConfig(defaultConfig)).toMatchObject({ guidanceScale: 1.25, samplingSteps: 4 });
    expect(jumpConfig({ ...defaultConfig, predictionType: 'flow' }).sampler).toBe('flow_euler');
  });

  it('goes over each pair eight times', () => {
    const config = jumpConfig(defaultConfig);
    expect(pairCount(config)).toBe((config.steps * config.batchSize) / 8);
    expect(pairCount({ ...config, steps: 3, batchSize: 3, accumulation: 2 })).toBe(3);
  });
});
