import { describe, expect, it } from 'vitest';
import { defaultConfig } from '../../lab/fields';
import { createLabStore } from '../../store/labStore';
import { setLesson, useView } from '../state/view';
import { isComplete, runLessons, takeVoteBack, useLesson, vote } from './runner';

const complete = (): boolean => {
  const { begun } = useLesson.getState();
  return begun !== null && isComplete(begun);
};

const page = (): number | undefined => useLesson.getState().begun?.place.step;

describe('a running lesson', () => {
  it('sets up each page, ticks what was done, and gives the settings back at the end', () => {
    const store = createLabStore();
    const { actions } = store.getState();
    actions.setConfig({ timesteps: 77 });
    setLesson({ id: 't1', step: 0 });
    const end = runLessons(store);
    expect(store.getState().config).toMatchObject({ schedule: 'linear', timesteps: 200 });
    expect(complete()).toBe(false);

    actions.setConfig({ time: 1 });
    expect(complete()).toBe(true);
    actions.setConfig({ time: 0.2 });
    expect(complete()).toBe(true);

    setLesson({ id: 't1', step: 1 });
    expect(page()).toBe(1);
    expect(useView.getState().lit).toContain('betaEnd');
    // One step more is not yet enough: the warning is still there.
    actions.setConfig({ timesteps: 201 });
    expect(complete()).toBe(false);
    actions.setConfig({ timesteps: 500 });
    expect(complete()).toBe(true);

    setLesson(null);
    expect(useLesson.getState().begun).toBeNull();
    expect(store.getState().config).toMatchObject({ timesteps: 77, schedule: defaultConfig.schedule });
    // What the lesson had set can be had again.
    actions.undo();
    expect(store.getState().config).toMatchObject({ timesteps: 500, schedule: 'linear' });
    end();
  });

  it('begins a page that a link names as if the ones before it had been read', () => {
    const store = createLabStore();
    setLesson({ id: 't1', step: 3 });
    const end = runLessons(store);
    expect(store.getState().config).toMatchObject({ timesteps: 200, predictionType: 'epsilon', time: 0.25 });
    setLesson(null);
    end();
    expect(store.getState().config).toEqual({ ...defaultConfig, time: 0.25 });
  });

  it('counts nothing before the prediction, and a class one after the other', () => {
    const store = createLabStore();
    const { actions } = store.getState();
    setLesson({ id: 'schedule', step: 0 });
    const end = runLessons(store);
    actions.setConfig({ betaEnd: 0.002 });
    expect(complete()).toBe(false);
    for (const choice of [0, 1, 1, 2]) vote(store, choice);
    takeVoteBack();
    expect(useLesson.getState().begun?.votes).toEqual([0, 1, 1]);
    actions.setConfig({ betaEnd: 0.02 });
    actions.setConfig({ betaEnd: 0.002 });
    expect(complete()).toBe(true);
    vote(store, 0);
    expect(useLesson.getState().begun?.votes).toEqual([0, 1, 1]);
    setLesson(null);
    end();
  });

  it('sees at once what is done already', () => {
    const store = createLabStore();
    const shape = { height: 28, width: 28, channels: 1 };
    store.setState({
      model: { run: 1, config: defaultConfig, shape, classNames: [], step: 300, parameters: 1 },
    });
    setLesson({ id: 'samplers', step: 0 });
    const end = runLessons(store);
    expect(complete()).toBe(true);
    setLesson(null);
    end();
  });

  it('goes to the last page where a link names one that is not there', () => {
    setLesson({ id: 't1', step: 99 });
    const end = runLessons(createLabStore());
    expect(page()).toBe(4);
    setLesson(null);
    end();
  });
});
