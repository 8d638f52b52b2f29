import { describe, expect, it } from 'vitest';
import { defaultConfig } from '../../lab/fields';
import { applyPreset } from '../../lab/presets';
import { parseConfig } from '../../lab/config';
import { emptyReel } from '../../store/reel';
import { initialState, type LabState } from '../../store/state';
import type { SampleStart } from '../../worker/protocol';
import { changed, isSet, movedTime, sampled, timeWithin, trainedFor, varied } from './conditions';
import { lessons } from './lessons';
import texts from './texts/en.json';

const at = (change: Partial<LabState['config']>): LabState => ({
  ...initialState,
  config: { ...defaultConfig, ...change },
});

describe('every lesson', () => {
  it('has words, a question and an answer for each step, and notes for the teacher', () => {
    const known: Record<
      string,
      { title: string; notes: string; steps: { text: string; question: string; answer: string }[] }
    > = texts.lessons;
    for (const { id, steps } of lessons) {
      expect(known[id]?.title, id).toBeTruthy();
      expect(known[id]?.notes, id).toBeTruthy();
      expect(known[id]?.steps).toHaveLength(steps.length);
      for (const step of known[id]?.steps ?? [])
        expect(step.text && step.question && step.answer).toBeTruthy();
    }
  });

  it('sets legal values, and asks for what is not already so', () => {
    for (const { id, steps } of lessons) {
      let config = defaultConfig;
      for (const [i, step] of steps.entries()) {
        if (step.preset) config = applyPreset(step.preset, config);
        config = parseConfig(step.settings ?? {}, config);
        const start = at(config);
        expect(step.until?.(start, start) ?? false, `${id}, step ${i + 1}`).toBe(false);
      }
    }
  });
});

describe('conditions', () => {
  it('see what the visitor did', () => {
    expect(movedTime(at({ time: 0.9 }), at({ time: 0.4 }))).toBe(true);
    expect(movedTime(at({ time: 0.45 }), at({ time: 0.4 }))).toBe(false);
    expect(timeWithin(0.9, 1)(at({ time: 1 }), at({}))).toBe(true);
    expect(isSet('schedule', 'linear')(at({ schedule: 'linear' }), at({}))).toBe(true);
    expect(changed('betaEnd')(at({ betaEnd: 0.03 }), at({}))).toBe(true);
    expect(changed('betaEnd')(at({}), at({}))).toBe(false);
    const shape = { height: 28, width: 28, channels: 1 };
    const model = { run: 1, config: defaultConfig, shape, step: 300, parameters: 1 };
    expect(trainedFor(300)({ ...initialState, model }, initialState)).toBe(true);
    expect(trainedFor(301)({ ...initialState, model }, initialState)).toBe(false);
  });

  it('tell variations from plain sampling, whatever the first time step', () => {
    const after = (start: SampleStart, finished = true): LabState => {
      const reel = emptyReel({ lane: 'main', config: defaultConfig, start, run: 1, trainingSteps: 300 });
      return { ...initialState, reels: { main: { ...reel, finished }, other: null } };
    };
    const half: SampleStart = { kind: 'half-noised', image: new Float32Array(784), timestep: 500 };
    expect(sampled(after({ kind: 'noise' }), initialState)).toBe(true);
    expect(varied(after({ kind: 'noise' }), initialState)).toBe(false);
    expect(varied(after(half, false), initialState)).toBe(false);
    expect(varied(after(half), initialState)).toBe(true);
  });
});
