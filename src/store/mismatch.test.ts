import { describe, expect, it } from 'vitest';
import { parseConfig } from '../lab/config';
import { defaultConfig, type LabConfig } from '../lab/fields';
import { mismatch, takeBack } from './mismatch';

const changed = (changes: Partial<LabConfig>): LabConfig => parseConfig(changes, defaultConfig);

describe('taking changes back', () => {
  it('undoes what the model cannot follow, and nothing else', () => {
    const now = changed({
      dataset: 'strokes',
      layersPerBlock: 2,
      timesteps: 300,
      schedule: 'linear',
      learningRate: 0.01,
    });
    expect(takeBack(defaultConfig, now)).toEqual({
      dataset: defaultConfig.dataset,
      layersPerBlock: defaultConfig.layersPerBlock,
      timesteps: defaultConfig.timesteps,
      schedule: defaultConfig.schedule,
    });
    const { retrain, schedule } = mismatch(defaultConfig, { ...now, ...takeBack(defaultConfig, now) });
    expect([...retrain, ...schedule]).toEqual([]);
  });

  it('has nothing to undo where only the way to sample was changed', () => {
    expect(takeBack(defaultConfig, changed({ sampler: 'heun', samplingSteps: 7 }))).toEqual({});
  });
});

describe('after a change of a setting', () => {
  it('a run keeps the variance that its network has learned, or has not', () => {
    expect(mismatch(defaultConfig, changed({ variance: 'learned_range' })).keeps).toEqual(['variance']);
    expect(mismatch(defaultConfig, changed({ variance: 'fixed_large' })).keeps).toEqual([]);
  });

  it('nothing stands against what meant nothing to the model', () => {
    // The opening recipe's network has no width, its schedule no β.
    const now = changed({ width: 64, betaEnd: 0.01 });
    expect(mismatch(defaultConfig, now)).toEqual({ retrain: [], schedule: [], keeps: [] });
  });
});
