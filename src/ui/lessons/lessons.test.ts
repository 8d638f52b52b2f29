import { describe, expect, it } from 'vitest';
import { defaultConfig, type FieldKey, type LabConfig } from '../../lab/fields';
import { applyPreset } from '../../lab/presets';
import { parseConfig } from '../../lab/config';
import { isRelevant } from '../../lab/relevance';
import { normalise } from '../../store/reconcile';
import { emptyReel } from '../../store/reel';
import { initialState, type LabState } from '../../store/state';
import type { SampleStart } from '../../worker/protocol';
import type { Task } from './format';
import { lessons } from './registry';
import { isDone } from './tasks';

const at = (change: Partial<LabConfig>): LabState => ({
  ...initialState,
  config: { ...defaultConfig, ...change },
});

describe('every lesson of the box', () => {
  it('speaks all languages, with a question, an answer and a teacher’s notes', () => {
    for (const { id, words } of lessons) {
      expect(Object.keys(words), id).toEqual(['en', 'zh-CN', 'zh-TW', 'ru']);
      for (const of of Object.values(words)) {
        expect(of.notes, id).toBeTruthy();
        for (const page of of.pages) expect(page.question && page.answer, id).toBeTruthy();
      }
    }
  });

  it('asks for what is not already so, and shows settings that matter then', () => {
    for (const { id, pages } of lessons) {
      let config = defaultConfig;
      for (const [i, { preset, settings, tasks, show }] of pages.entries()) {
        if (preset) config = applyPreset(preset, config);
        config = normalise(parseConfig(settings ?? {}, config));
        const start = at(config);
        const [first] = tasks ?? [];
        const place = `${id}, page ${i + 1}`;
        if (first) expect(isDone(first, { now: start, start, touched: new Set() }), place).toBe(false);
        for (const key of show ?? []) expect(isRelevant(key, config), `${place}: ${key}`).toBe(true);
      }
    }
  });
});

describe('tasks', () => {
  const done = (task: Task, now: LabState, start = at({}), touched: readonly FieldKey[] = []): boolean =>
    isDone(task, { now, start, touched: new Set(touched) });

  it('see what the visitor did', () => {
    expect(done({ do: 'move-ruler' }, at({ time: 0.9 }), at({ time: 0.4 }))).toBe(true);
    expect(done({ do: 'move-ruler' }, at({ time: 0.45 }), at({ time: 0.4 }))).toBe(false);
    expect(done({ do: 'change', settings: ['betaEnd'] }, at({ betaEnd: 0.03 }))).toBe(true);
    expect(done({ do: 'change', settings: ['betaEnd'] }, at({}))).toBe(false);
    const shape = { height: 28, width: 28, channels: 1 };
    const model = { run: 1, config: defaultConfig, shape, classNames: [], step: 300, parameters: 1 };
    expect(done({ do: 'train', steps: 300 }, { ...initialState, model })).toBe(true);
    expect(done({ do: 'train', steps: 301 }, { ...initialState, model })).toBe(false);
  });

  it('count what was done since their turn came, not what was so already', () => {
    const end: Task = { do: 'ruler-within', from: 0.9, to: 1 };
    expect(done(end, at({ time: 1 }), at({ time: 1 }))).toBe(false);
    expect(done(end, at({ time: 0.95 }), at({ time: 1 }))).toBe(true);
    const linear: Task = { do: 'set', setting: 'schedule', to: ['linear'] };
    expect(done(linear, at({ schedule: 'linear' }))).toBe(true);
    expect(done(linear, at({ schedule: 'linear' }), at({ schedule: 'linear' }))).toBe(false);
    expect(done(linear, at({ schedule: 'linear' }), at({ schedule: 'linear' }), ['schedule'])).toBe(true);
  });

  it('know when a schedule reaches noise: β to 0.02 needs 456 steps', () => {
    const linear = (timesteps: number): LabState =>
      at({ schedule: 'linear', betaStart: 1e-4, betaEnd: 0.02, timesteps });
    expect(done({ do: 'reach-noise' }, linear(455))).toBe(false);
    expect(done({ do: 'reach-noise' }, linear(456))).toBe(true);
  });

  it('tell variations from plain sampling, whatever the first time step', () => {
    const after = (start: SampleStart, finished = true): LabState => {
      const reel = emptyReel({ lane: 'main', config: defaultConfig, start, run: 1, trainingSteps: 300 });
      return { ...initialState, reels: { main: { ...reel, finished }, other: null } };
    };
    const half: SampleStart = { kind: 'half-noised', image: new Float32Array(784), timestep: 500 };
    expect(done({ do: 'draw' }, after({ kind: 'noise' }))).toBe(true);
    expect(done({ do: 'vary' }, after({ kind: 'noise' }))).toBe(false);
    expect(done({ do: 'vary' }, after(half, false))).toBe(false);
    expect(done({ do: 'vary' }, after(half))).toBe(true);
  });
});
