import { describe, expect, it } from 'vitest';
import { defaultConfig } from '../../lab/fields';
import { createLabStore } from '../../store/labStore';
import { setLesson } from '../state/view';
import { runLessons, useLesson } from './runner';

describe('a running lesson', () => {
  it('sets up each step, sees what was done, and forgets itself at the end', () => {
    const store = createLabStore();
    const { actions } = store.getState();
    setLesson({ id: 't1', step: 0 });
    const end = runLessons(store);
    expect(store.getState().config).toMatchObject({ schedule: 'linear', timesteps: 200 });
    expect(useLesson.getState().begun?.done).toBe(false);

    actions.setConfig({ time: 1 });
    expect(useLesson.getState().begun?.done).toBe(true);
    actions.setConfig({ time: 0.2 });
    expect(useLesson.getState().begun?.done).toBe(true);

    setLesson({ id: 't1', step: 1 });
    expect(useLesson.getState().begun).toMatchObject({ done: false, place: { step: 1 } });
    actions.setConfig({ betaEnd: 0.04 });
    expect(useLesson.getState().begun?.done).toBe(true);

    setLesson(null);
    expect(useLesson.getState().begun).toBeNull();
    end();
  });

  it('sees at once what is done already', () => {
    const store = createLabStore();
    const shape = { height: 28, width: 28, channels: 1 };
    store.setState({ model: { run: 1, config: defaultConfig, shape, step: 300, parameters: 1 } });
    setLesson({ id: 'samplers', step: 0 });
    const end = runLessons(store);
    expect(useLesson.getState().begun?.done).toBe(true);
    end();
    setLesson(null);
  });

  it('passes over a step that is not there', () => {
    setLesson({ id: 't1', step: 99 });
    const end = runLessons(createLabStore());
    expect(useLesson.getState().begun).toBeNull();
    end();
    setLesson(null);
  });
});
