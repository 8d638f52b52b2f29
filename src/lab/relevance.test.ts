import { describe, expect, it } from 'vitest';
import { defaultConfig, fieldKeys, fields, type LabConfig } from './fields';
import { applyPreset } from './presets';
import { isRelevant, offered } from './relevance';

describe('what is shown', () => {
  it('are the basic settings for a beginner, the schedule’s own among them, besides the class in its own panel', () => {
    const shown = fieldKeys.filter((key) => fields[key].level === 'basic' && isRelevant(key, defaultConfig));
    expect(shown.filter((key) => key !== 'sampleClass')).toEqual([
      'dataset',
      'schedule',
      'timesteps',
      'cosineOffset',
      'cosineExponent',
      'maxBeta',
      'steps',
      'learningRate',
    ]);
  });

  it('are the parameters of whatever schedule is chosen, and of no other', () => {
    const ofSchedule = (schedule: LabConfig['schedule']) =>
      fieldKeys.filter(
        (key) =>
          fields[key].group === 'schedule' &&
          fields[key].level === 'basic' &&
          isRelevant(key, { ...defaultConfig, schedule }),
      );
    expect(ofSchedule('linear')).toEqual(['schedule', 'timesteps', 'betaStart', 'betaEnd']);
    expect(ofSchedule('sigmoid_alphas_cumprod')).toEqual([
      'schedule',
      'timesteps',
      'sigmoidStart',
      'sigmoidEnd',
      'sigmoidTau',
      'maxBeta',
    ]);
    expect(ofSchedule('geometric')).toEqual(['schedule', 'timesteps', 'betaStart', 'betaEnd']);
  });

  it('follows the schedule and the model', () => {
    const linear = { ...defaultConfig, schedule: 'linear' } as const;
    expect(isRelevant('betaEnd', linear)).toBe(true);
    expect(isRelevant('betaEnd', defaultConfig)).toBe(false);
    expect(isRelevant('betaEnd', { ...defaultConfig, schedule: 'constant' })).toBe(false);
    expect(isRelevant('blockOutChannels', defaultConfig)).toBe(true);
    expect(isRelevant('blockOutChannels', applyPreset('textbook'))).toBe(false);
  });

  it('offers the sampler and the prediction of the process', () => {
    const corrupt = { ...defaultConfig, process: 'corrupt' } as const;
    expect(offered('sampler', corrupt)).toEqual(['mixing']);
    expect(offered('sampler', defaultConfig)).not.toContain('mixing');
    expect(offered('predictionType', corrupt)).toEqual(['sample']);
    expect(offered('loss', corrupt)).toEqual(fields.loss.choices);
  });
});
