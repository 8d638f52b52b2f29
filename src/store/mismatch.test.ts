import { describe, expect, it } from 'vitest';
import { parseConfig } from '../lab/config';
import { defaultConfig, type LabConfig } from '../lab/fields';
import { mismatch, takeBack } from './mismatch';

const changed = (changes: Partial<LabConfig>): LabConfig => parseConfig(changes, defaultConfig);

describe('taking changes back', () => {
  it('undoes what the model cannot follow, and nothing else', () => {
    const now = changed({ dataset: 'strokes', width: 8, timesteps: 300, betaEnd: 0.01, learningRate: 0.01 });
    expect(takeBack(defaultConfig, now)).toEqual({
      dataset: defaultConfig.dataset,
      width: defaultConfig.width,
      timesteps: defaultConfig.timesteps,
      betaEnd: defaultConfig.betaEnd,
    });
    const { retrain, schedule } = mismatch(defaultConfig, { ...now, ...takeBack(defaultConfig, now) });
    expect([...retrain, ...schedule]).toEqual([]);
  });

  it('has nothing to undo where only the way to sample was changed', () => {
    expect(takeBack(defaultConfig, changed({ sampler: 'heun', samplingSteps: 7 }))).toEqual({});
  });
});
