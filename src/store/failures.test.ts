// A failure stands where it belongs, until it is left behind: nothing else fails with it, and no other news hide it.
import { describe, expect, it } from 'vitest';
import { holdsUnsaved } from './model';
import { firstFrame, report, setUp, shape } from '../test/fakeStore';
import type { WorkerCommand } from '../worker/protocol';

const reason = { name: 'no-model', values: {} } as const;
const failure = { code: 'bad-setting', sentence: 'No.', reason } as const;
const failed = { kind: 'failed', failure } as const;

function trainingLab() {
  const lab = setUp();
  lab.ready();
  lab.train();
  const fail = (command: WorkerCommand['type']): void =>
    lab.present().answer(command, { type: 'failed', ...failure });
  return { ...lab, fail };
}

describe('a failure while a model trains', () => {
  it('of the check, the outline, a file and the images each has its own place', () => {
    const { store, actions, present, fail } = trainingLab();
    actions.denoise({
      timesteps: [9],
      images: { count: 1, height: 1, width: 1, channels: 1, pixels: new Float32Array(1) },
    });
    fail('denoise');
    actions.outline();
    fail('outline');
    actions.load(new ArrayBuffer(1));
    fail('load');
    actions.setConfig({ dataset: 'cifar10' });
    fail('load-data');
    present().answer('train', { type: 'report', report: report(2) });
    expect(store.getState()).toMatchObject({
      check: failed,
      outline: failed,
      modelFile: failed,
      data: failed,
      sampling: { kind: 'idle' },
      training: { kind: 'training', progress: { step: 2 } },
      device: { kind: 'open' },
    });
  });

  it('of a save is told to whoever asked, with its reason', async () => {
    const { store, actions, fail } = trainingLab();
    const before = store.getState();
    const saving = actions.save();
    fail('save');
    await expect(saving).rejects.toMatchObject({ code: 'bad-setting', message: 'No.', reason });
    expect(store.getState()).toEqual(before);
  });
});

describe('a training that is refused', () => {
  it('leaves the model of before to draw with and to train on', () => {
    const { store, actions, present, fail } = trainingLab();
    present().answer('train', { type: 'trained', step: 1, stopped: true });
    const { model } = store.getState();
    actions.train({ fresh: true });
    fail('train');
    expect(store.getState()).toMatchObject({ training: failed, model });
    actions.sample();
    expect(present().types().at(-1)).toBe('sample');
    actions.stopSampling();
    actions.train({ fresh: false });
    expect(present().received.at(-1)).toMatchObject({ type: 'train', fresh: false });
  });
});

describe('a failure of sampling', () => {
  it('leaves the paused training, and goes when samples are drawn again', () => {
    const { store, actions, present, fail } = trainingLab();
    present().answer('train', { type: 'paused', step: 1 });
    actions.sample();
    fail('sample');
    expect(store.getState()).toMatchObject({ sampling: failed, training: { kind: 'paused' } });
    actions.sample();
    expect(store.getState().sampling).toMatchObject({ kind: 'sampling', origin: { lane: 'main' } });
  });

  it('leaves the film of before', () => {
    const { store, actions, present, fail } = trainingLab();
    present().answer('train', { type: 'paused', step: 1 });
    actions.sample();
    present().answer('sample', { type: 'frame', lane: 'main', frame: firstFrame });
    present().answer('sample', { type: 'sampled', lane: 'main' });
    const film = store.getState().reels.main;
    expect(film?.frames).toHaveLength(1);
    actions.sample();
    fail('sample');
    expect(store.getState().reels.main).toBe(film);
  });
});

describe('a failure of the device', () => {
  it('ends the wait for it, and the next training begins with a new worker', () => {
    const { store, actions, present, workers } = setUp();
    actions.boot();
    actions.train({ fresh: true });
    present().answer('open', { type: 'failed', ...failure });
    expect(store.getState()).toMatchObject({ device: failed, training: { kind: 'idle' } });
    actions.train({ fresh: true });
    expect(workers).toHaveLength(2);
    expect(store.getState()).toMatchObject({ device: { kind: 'opening' }, training: { kind: 'waiting' } });
  });

  it('takes no save with it that nobody will answer', async () => {
    const { actions, present } = trainingLab();
    const saving = actions.save();
    present().answer('train', { type: 'failed', code: 'device-lost', sentence: 'The GPU is gone.' });
    actions.recover('training');
    await expect(saving).rejects.toMatchObject({ code: 'stopped' });
  });
});

describe('a lost device', () => {
  const file = new ArrayBuffer(8);
  function lostLab() {
    const lab = trainingLab();
    const { present } = lab;
    present().answer('train', { type: 'kept', step: 1 });
    present().answer('train', { type: 'rescued', checkpoint: file });
    present().answer('train', { type: 'failed', code: 'device-lost', sentence: 'The GPU is gone.' });
    return lab;
  }

  it.each(['recover', 'train on'] as const)('gives the weights back that were kept: %s', (way) => {
    const { store, actions, present, workers } = lostLab();
    if (way === 'recover') actions.recover('training');
    else actions.train({ fresh: false });
    expect(workers).toHaveLength(2);
    expect(present().types()).toEqual(['open', 'load-data', 'load']);
    expect(present().received.at(-1)).toMatchObject({ checkpoint: file });
    const { config } = store.getState();
    present().answer('load', { type: 'loaded', config, step: 1, parameters: 7, shape, classNames: [] });
    // It may be lost again before others are kept, and one click has to do.
    expect(store.getState()).toMatchObject({
      model: { step: 1 },
      kept: { file },
      training: { kind: 'training' },
    });
    expect(present().received.at(-1)).toMatchObject({ type: 'train', fresh: false });
    // No file of the visitor's holds them.
    expect(holdsUnsaved(store.getState())).toBe(true);
  });

  it('leaves them where fresh ones are wanted', () => {
    const { store, actions, present } = lostLab();
    actions.train({ fresh: true });
    expect(present().types()).toEqual(['open', 'load-data']);
    expect(store.getState()).toMatchObject({ kept: null, training: { kind: 'waiting' } });
  });
});

describe('what was left behind', () => {
  it.each(['training', 'sampling', 'modelFile'] as const)('of %s is gone, and nothing else', (part) => {
    const { store, actions } = trainingLab();
    store.setState({ training: failed, sampling: failed, modelFile: failed });
    actions.recover(part);
    const { training, sampling, modelFile } = store.getState();
    expect({ training, sampling, modelFile }).toEqual({
      training: failed,
      sampling: failed,
      modelFile: failed,
      [part]: { kind: 'idle' },
    });
  });
});
