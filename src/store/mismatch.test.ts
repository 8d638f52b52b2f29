import { describe, expect, it } from 'vitest';
import { parseConfig } from '../lab/config';
import { defaultConfig, fieldKeys, fields, type LabConfig } from '../lab/fields';
import { followedKeys } from '../lab/running';
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

describe('after a change of a setting', () => {
  const unlike: LabConfig = {
    ...defaultConfig,
    ...Object.fromEntries(fieldKeys.map((key) => [key, 'something else'])),
  };
  const { retrain, schedule, run } = mismatch(defaultConfig, unlike);

  it('a run takes it over, keeps its own, or no longer fits: each setting has one answer', () => {
    const answers = [...followedKeys, ...retrain, ...schedule, ...run];
    const ofModels = fieldKeys.filter((key) => !['sampling', 'view'].includes(fields[key].group));
    expect(answers.toSorted()).toEqual(ofModels.toSorted());
  });

  it('a run keeps the variance that its network has learned, or has not', () => {
    expect(mismatch(defaultConfig, changed({ variance: 'learned_range' })).run).toEqual(['variance']);
    expect(mismatch(defaultConfig, changed({ variance: 'fixed_large' })).run).toEqual([]);
  });
});
