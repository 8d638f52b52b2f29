// Teach it to jump, as the page sees it: the row before, a run of its own, the row after, and the settings that come back.
import { expect, test } from 'vitest';
import { jumpConfig } from '../lab/jump';
import { defaultConfig, type LabConfig } from '../lab/fields';
import { pixel, setUp, shape } from '../test/fakeStore';

const places = [8, 4, 2, 1];
const frames = places.map(() => pixel);
const visitors: Partial<LabConfig> = { samplingSteps: 20, guidanceScale: 2, time: 0.3 };

function taught() {
  const parts = setUp();
  const { store, actions, present, ready, train } = parts;
  ready();
  train();
  present().answer('train', { type: 'trained', step: 2, stopped: true });
  actions.setConfig(visitors);
  actions.teach();
  const config = jumpConfig(store.getState().config);
  const began = { type: 'training', fresh: true, config, parameters: 7, shape, classNames: [] } as const;
  present().answer('teach', { ...began, before: { places, frames } });
  return { ...parts, config };
}

test('a jump is a run of its own, whose settings become the page’s, but for the view', () => {
  const { store, config, present } = taught();
  const { jump, runs, model, config: shown } = store.getState();
  expect(runs).toHaveLength(2);
  expect(jump).toMatchObject({ run: model?.run, after: null, before: { places } });
  expect(shown).toEqual({ ...config, time: 0.3 });
  expect([shown.samplingSteps, shown.guidanceScale]).toEqual([1, 1]);
  // Nothing for the run to take over: it has these settings already.
  expect(present().types().at(-1)).toBe('teach');
});

test('after it the same noise is drawn again, and stays beside what was drawn before', () => {
  const { store, present } = taught();
  present().answer('teach', { type: 'trained', step: 440, stopped: false });
  expect(present().received.at(-1)).toMatchObject({ type: 'explore', exploration: { what: 'steps' } });
  present().answer('explore', { type: 'explored', places, frames });
  expect(store.getState().jump?.after?.places).toEqual(places);
});

test('a training from scratch takes the settings of before', () => {
  const { store, present, actions } = taught();
  present().answer('teach', { type: 'trained', step: 440, stopped: true });
  actions.train({ fresh: true });
  const { config, jump } = store.getState();
  expect(jump).toBeNull();
  expect(config).toEqual({ ...defaultConfig, ...visitors });
  expect(present().received.at(-1)).toMatchObject({ type: 'train', config });
});

test('without a model there is nothing to teach', () => {
  const { actions, present, ready } = setUp();
  ready();
  actions.teach();
  expect(present().types()).not.toContain('teach');
});
