import { describe, expect, it } from 'vitest';
import { info, setUp } from '../test/fakeStore';
import { defaultConfig } from '../lab/fields';
import { movedAlong, noHistory, remember } from './history';

const settled = (config = defaultConfig) => ({ config, gaveWay: {} });

describe('the history of the settings', () => {
  it('goes back and forth, and forgets what was undone at the next change', () => {
    const { store, actions } = setUp();
    actions.setConfig({ betaEnd: 0.03 });
    actions.setConfig({ schedule: 'linear' });
    actions.undo();
    expect(store.getState().config).toMatchObject({ betaEnd: 0.03, schedule: defaultConfig.schedule });
    actions.undo();
    expect(store.getState().config).toEqual(defaultConfig);
    actions.undo();
    expect(store.getState().config).toEqual(defaultConfig);
    actions.redo();
    actions.redo();
    expect(store.getState().config).toMatchObject({ betaEnd: 0.03, schedule: 'linear' });
    actions.undo();
    actions.setConfig({ steps: 7 });
    actions.redo();
    expect(store.getState().config).toMatchObject({ steps: 7, schedule: defaultConfig.schedule });
  });

  it('gives back what had to give way, and leaves the ruler where it is', () => {
    const { store, actions } = setUp();
    actions.setConfig({ timesteps: 5 });
    actions.setConfig({ time: 0.9 });
    expect(store.getState().config.samplingSteps).toBe(5);
    actions.undo();
    expect(store.getState().config).toEqual({ ...defaultConfig, time: 0.9 });
    actions.redo();
    actions.setConfig({ timesteps: 1000 });
    expect(store.getState().config.samplingSteps).toBe(defaultConfig.samplingSteps);
  });

  it('tells what moved along with the setting that was changed last, and with no other', () => {
    const { store, actions } = setUp();
    const moved = () => movedAlong(store.getState().history, store.getState().config);
    expect(moved()).toBeUndefined();
    actions.setConfig({ timesteps: 6 });
    actions.setConfig({ timesteps: 5 });
    expect(moved()).toEqual({ cause: 'timesteps', keys: ['samplingSteps'] });
    actions.setConfig({ time: 0.9 });
    expect(moved()).toEqual({ cause: 'timesteps', keys: ['samplingSteps'] });
    actions.setConfig({ betaEnd: 0.03 });
    expect(moved()).toEqual({ cause: 'betaEnd', keys: [] });
    // What comes back moves, too.
    actions.setConfig({ timesteps: 1000 });
    expect(moved()).toMatchObject({ keys: ['samplingSteps'] });
    actions.undo();
    expect(moved()).toBeUndefined();
    actions.applyPreset('t1-ddpm');
    expect(moved()).toBeUndefined();
  });

  it('takes a slider that is dragged for one change, and a preset back as one', () => {
    const drag = [0.021, 0.022, 0.023].map((betaEnd) => ({ ...defaultConfig, betaEnd }));
    let history = noHistory;
    let before = defaultConfig;
    for (const [i, after] of drag.entries()) {
      history = remember(history, { before: settled(before), after, keys: ['betaEnd'], at: 100 * i });
      before = after;
    }
    expect(history.past).toEqual([settled()]);
    const later = { before: settled(before), after: defaultConfig, keys: ['betaEnd'], at: 5000 } as const;
    expect(remember(history, later).past).toHaveLength(2);

    const { store, actions } = setUp();
    actions.setConfig({ width: 8 });
    actions.applyPreset('t1-ddpm');
    actions.undo();
    expect(store.getState().config).toEqual({ ...defaultConfig, width: 8 });
    actions.resetAll();
    expect(store.getState().config).toEqual(defaultConfig);
  });

  it('loads the images of the settings that it goes back to', () => {
    const { actions, present, ready } = setUp();
    ready();
    actions.setConfig({ dataset: 'cifar10' });
    const loaded = (): number =>
      present()
        .types()
        .filter((type) => type === 'load-data').length;
    const before = loaded();
    actions.undo();
    expect(loaded()).toBe(before + 1);
  });

  it('leaves the images alone that a training is using', () => {
    const { store, actions, present, ready, train } = setUp();
    ready();
    actions.setConfig({ dataset: 'cifar10' });
    present().answer('load-data', { type: 'data', info });
    train();
    actions.undo();
    expect(store.getState().config.dataset).toBe('cifar10');
  });
});
