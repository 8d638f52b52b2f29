// Kept runs, and the ways out of a failure that go on with them.
import { describe, expect, it } from 'vitest';
import { defaultConfig } from '../../lab/fields';
import { emptyHistory } from '../../lab/history';
import type { StoredRun } from '../../lab/stored';
import { setUp, shape } from '../../test/fakeStore';
import { holdsUnsaved } from '../model';
import { runToGoOnWith } from './actions';

const kept = (id: string, own: Partial<StoredRun> = {}): StoredRun => ({
  id,
  name: '',
  step: 40,
  steps: 100,
  savedAt: 1,
  loss: 0.5,
  bytes: 8,
  config: defaultConfig,
  busy: false,
  ...own,
});

function visited(runs: readonly StoredRun[] | null) {
  const lab = setUp();
  lab.ready();
  lab.present().answer('open', { type: 'runs', runs });
  return lab;
}

/** A training that was saved at step 40. */
function savedLab() {
  const lab = visited([]);
  lab.train();
  lab.present().answer('train', { type: 'stored', run: kept('mine', { busy: true }) });
  return lab;
}

const loaded = {
  type: 'loaded',
  config: defaultConfig,
  step: 40,
  parameters: 7,
  shape,
  classNames: [],
  stored: 'mine',
} as const;

describe('the run of the last visit', () => {
  it('is the newest that is not open elsewhere, until something has been done', () => {
    const { store, train } = visited([kept('busy', { busy: true }), kept('newest'), kept('older')]);
    expect(runToGoOnWith(store.getState())).toMatchObject({ id: 'newest' });
    train();
    expect(runToGoOnWith(store.getState())).toBeNull();
  });

  it('goes on by one command, with its curves', () => {
    const { store, actions, present } = visited([kept('mine')]);
    actions.openStored('mine', { thenTrain: true });
    expect(runToGoOnWith(store.getState())).toBeNull();
    const history = emptyHistory(40);
    present().answer('open-run', { ...loaded, history });
    expect(present().received.at(-1)).toMatchObject({ type: 'train', fresh: false });
    expect(store.getState().runs).toMatchObject([{ step: 40, losses: { length: 40 } }]);
  });

  it('is not offered where nothing is kept, and then the page asks before it is left', () => {
    const { store, train, present } = visited(null);
    expect(store.getState().storage).toEqual({ kind: 'off' });
    train();
    expect(holdsUnsaved(store.getState())).toBe(true);
    present().answer('train', { type: 'stored', run: kept('mine') });
    expect(holdsUnsaved(store.getState())).toBe(false);
    present().answer('train', { type: 'notice', name: 'unkept', cause: 'full' });
    expect(holdsUnsaved(store.getState())).toBe(true);
  });
});

describe('the curves of a kept run', () => {
  it('stand beside the present ones, which stay the last', async () => {
    const { store, actions, present, train } = visited([kept('old')]);
    train();
    const comparing = actions.compareStored('old');
    present().answer('read-run', {
      type: 'run-read',
      config: defaultConfig,
      step: 40,
      history: emptyHistory(40),
    });
    await comparing;
    expect(store.getState().runs.map(({ id, step }) => [id, step])).toEqual([
      [2, 40],
      [1, 1],
    ]);
  });
});

describe('one click after a failure', () => {
  it.each(['worker-lost', 'device-lost', 'internal'] as const)('goes on from what is kept: %s', (code) => {
    const { store, actions, present, workers } = savedLab();
    present().answer('train', { type: 'failed', code, sentence: 'Gone.' });
    actions.recover('training');
    expect(workers).toHaveLength(2);
    expect(present().received.at(-1)).toMatchObject({ type: 'open-run', id: 'mine' });
    present().answer('open', { type: 'opened', backend: 'webgpu', adapter: 'test' });
    present().answer('open-run', loaded);
    expect(present().received.at(-1)).toMatchObject({ type: 'train', fresh: false });
    // It is the same run, not another one beside it.
    expect(store.getState().runs).toHaveLength(1);
  });

  it('does so a second time within a minute', () => {
    const { actions, present, workers } = savedLab();
    for (let times = 1; times <= 2; times++) {
      present().answer('train', { type: 'failed', code: 'device-lost', sentence: 'Gone.' });
      actions.recover('training');
      expect(workers).toHaveLength(1 + times);
      expect(present().received.at(-1)).toMatchObject({ type: 'open-run', id: 'mine' });
      present().answer('open-run', loaded);
      expect(present().received.at(-1)).toMatchObject({ type: 'train', fresh: false });
    }
  });

  it('goes on in parts of half the size after the memory was full', () => {
    const { store, actions, present } = savedLab();
    const { batchSize, accumulation } = store.getState().config;
    present().answer('train', { type: 'failed', code: 'out-of-memory', sentence: 'Full.' });
    actions.trainSmaller();
    const changes = { batchSize: batchSize / 2, accumulation: 2 * accumulation };
    expect(present().received.at(-1)).toMatchObject({ type: 'open-run', id: 'mine', changes });
    present().answer('open-run', { ...loaded, config: { ...defaultConfig, ...changes } });
    expect(present().received.at(-1)).toMatchObject({ type: 'train', fresh: false, config: changes });
  });

  it('begins anew in smaller parts where nothing had been trained', () => {
    const { actions, present, ready, began, store } = visited([]);
    actions.train({ fresh: true });
    began();
    const { batchSize } = store.getState().config;
    present().answer('train', { type: 'failed', code: 'out-of-memory', sentence: 'Full.' });
    actions.trainSmaller();
    ready();
    expect(present().received.at(-1)).toMatchObject({
      type: 'train',
      fresh: true,
      config: { batchSize: batchSize / 2 },
    });
  });

  it('goes back to the good weights after a divergence, and on at half the learning rate', () => {
    const { store, actions, present, train } = visited([]);
    train();
    const { learningRate } = store.getState().config;
    present().answer('train', { type: 'kept', step: 1 });
    present().answer('train', { type: 'failed', code: 'diverged', sentence: 'NaN.' });
    actions.restoreSlower();
    expect(present().received.at(-1)).toMatchObject({ type: 'restore' });
    present().answer('train', { type: 'restored', step: 1 });
    expect(present().received.at(-1)).toMatchObject({
      type: 'train',
      fresh: false,
      config: { learningRate: learningRate / 2 },
    });
  });
});
