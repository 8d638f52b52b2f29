import { describe, expect, it } from 'vitest';
import { defaultConfig } from '../lab/fields';
import { canSee } from './mismatch';

import { holdsUnsaved } from './model';
import { firstFrame, info, pixel, report, setUp, shape } from '../test/fakeStore';

describe('the store', () => {
  it('starts training only when device and data are there, once asked', () => {
    const { store, actions, present } = setUp();
    actions.boot();
    actions.train({ fresh: true });
    expect(store.getState().training.kind).toBe('waiting');
    expect(present().types()).toEqual(['open', 'load-data']);
    present().answer('load-data', { type: 'data', info });
    expect(present().types()).toEqual(['open', 'load-data']);
    present().answer('open', { type: 'opened', backend: 'webgpu', adapter: '' });
    expect(present().types()).toEqual(['open', 'load-data', 'train']);
    expect(store.getState().training.kind).toBe('compiling');
  });

  it('trains on the images that were chosen while others were still coming', () => {
    const { actions, present } = setUp();
    actions.boot();
    actions.train({ fresh: true });
    present().answer('open', { type: 'opened', backend: 'webgpu', adapter: '' });
    present().answer('load-data', { type: 'progress', stage: 'data', done: 1, total: 9 });
    actions.setConfig({ dataset: 'cifar10' });
    expect(present().types()).toEqual(['open', 'load-data', 'load-data']);
    present().answer('load-data', { type: 'data', info });
    expect(present().types().at(-1)).toBe('train');
  });

  it('goes through a run: compiling, training, paused, on again, done', () => {
    const { store, actions, present, ready, began } = setUp();
    ready();
    actions.train({ fresh: true });
    present().answer('train', { type: 'progress', stage: 'compile', done: 3, total: 9 });
    expect(store.getState().training).toEqual({ kind: 'compiling', stage: 'compile', done: 3, total: 9 });
    began();
    present().answer('train', { type: 'report', report: report(1) });
    expect(store.getState().training).toMatchObject({ kind: 'training', progress: { step: 1 } });
    expect(store.getState().runs.at(-1)).toMatchObject({ step: 1, parameters: 7 });
    present().answer('train', { type: 'paused', step: 1 });
    expect(store.getState().training.kind).toBe('paused');
    actions.resume();
    expect(store.getState().training.kind).toBe('training');
    present().answer('train', { type: 'trained', step: 2, stopped: false });
    expect(store.getState()).toMatchObject({ training: { kind: 'idle' }, model: { step: 2, parameters: 7 } });
  });

  it('samples from a paused run and comes back to it', () => {
    const { store, actions, present, ready, train } = setUp();
    ready();
    train();
    present().answer('train', { type: 'paused', step: 1 });
    actions.sample();
    expect(store.getState()).toMatchObject({ training: { kind: 'paused' }, sampling: { kind: 'sampling' } });
    present().answer('sample', { type: 'frame', lane: 'main', frame: firstFrame });
    expect(store.getState().config.time).toBe(1);
    present().answer('sample', { type: 'sampled', lane: 'main' });
    expect(store.getState()).toMatchObject({
      training: { kind: 'paused' },
      sampling: { kind: 'idle' },
      reels: { main: { finished: true } },
    });
  });

  it('keeps earlier runs beside a new one', () => {
    const { store, actions, present, ready, train } = setUp();
    ready();
    train();
    present().answer('train', { type: 'trained', step: 1, stopped: true });
    actions.setConfig({ learningRate: 1e-4 });
    train();
    expect(store.getState().runs.map((run) => [run.id, run.config.learningRate])).toEqual([
      [1, defaultConfig.learningRate],
      [2, 1e-4],
    ]);
    actions.removeRun(1);
    expect(store.getState().runs.map((run) => run.id)).toEqual([2]);
  });

  it('recovers from a lost device with a new worker, settings and curves kept', () => {
    const { store, actions, present, workers, ready, train } = setUp();
    ready();
    actions.setConfig({ batchSize: 8 });
    train();
    present().answer('train', { type: 'failed', code: 'device-lost', sentence: 'The GPU is gone.' });
    expect(store.getState().training).toEqual({
      kind: 'failed',
      failure: { code: 'device-lost', sentence: 'The GPU is gone.' },
    });
    actions.recover('training');
    expect(workers).toHaveLength(2);
    expect(present().types()).toEqual(['open', 'load-data']);
    expect(store.getState()).toMatchObject({
      training: { kind: 'idle' },
      model: null,
      config: { batchSize: 8 },
    });
    expect(store.getState().runs).toHaveLength(1);
  });

  it('trains anew after a lost device as soon as the new one is there', () => {
    const { store, actions, present, workers, ready, train } = setUp();
    ready();
    train();
    present().answer('train', { type: 'failed', code: 'device-lost', sentence: 'The GPU is gone.' });
    actions.train({ fresh: true });
    expect(workers).toHaveLength(2);
    expect(store.getState().training.kind).toBe('waiting');
    present().answer('open', { type: 'opened', backend: 'webgpu', adapter: '' });
    present().answer('load-data', { type: 'data', info });
    expect(present().types().at(-1)).toBe('train');
  });

  it('says that kernels are compiled until the first report, and never before that step 0 is done', () => {
    const { store, actions, present, ready, began } = setUp();
    ready();
    const kinds: string[] = [];
    store.subscribe(({ training }) => kinds.push(training.kind));
    actions.train({ fresh: true });
    began();
    present().answer('train', { type: 'progress', stage: 'compile', done: 0, total: 9 });
    present().answer('train', { type: 'progress', stage: 'first-step', done: 0, total: 1 });
    expect(new Set(kinds)).toEqual(new Set(['compiling']));
    present().answer('train', { type: 'report', report: report(1) });
    expect(store.getState().training.kind).toBe('training');
  });

  it('compiles nothing when a model trains on', () => {
    const { store, actions, present, ready, train } = setUp();
    ready();
    train();
    present().answer('train', { type: 'trained', step: 1, stopped: true });
    actions.train({ fresh: false });
    expect(store.getState().training).toMatchObject({ kind: 'training', progress: { step: 1 } });
  });

  it('goes back to the kept weights after a divergence: the curves as they were then, ready to train on', () => {
    const { store, actions, present, ready, train } = setUp();
    ready();
    train();
    present().answer('train', { type: 'kept', step: 1 });
    const then = store.getState().runs.at(-1);
    present().answer('train', { type: 'report', report: { ...report(2), losses: Float64Array.of(1e9) } });
    present().answer('train', { type: 'failed', code: 'diverged', sentence: 'No number.' });
    expect(store.getState()).toMatchObject({
      training: { kind: 'failed' },
      kept: { step: 1 },
      model: { step: 2 },
    });
    actions.restore();
    expect(present().types().at(-1)).toBe('restore');
    present().answer('train', { type: 'restored', step: 1 });
    expect(store.getState()).toMatchObject({ training: { kind: 'idle' }, model: { step: 1 } });
    expect(store.getState().runs).toEqual([then]);
    actions.setConfig({ learningRate: 1e-5 });
    actions.train({ fresh: false });
    expect(present().received.at(-1)).toMatchObject({
      type: 'train',
      fresh: false,
      config: { learningRate: 1e-5 },
    });
  });

  it('forgets kept weights with the model that they belong to', () => {
    const { store, actions, present, ready, train } = setUp();
    ready();
    train();
    present().answer('train', { type: 'kept', step: 1 });
    present().answer('train', { type: 'trained', step: 1, stopped: true });
    train();
    expect(store.getState().kept).toBeNull();
    present().answer('train', { type: 'kept', step: 1 });
    present().answer('train', { type: 'failed', code: 'device-lost', sentence: 'The GPU is gone.' });
    actions.recover('training');
    expect(store.getState().kept).toBeNull();
  });

  it('goes on with the same worker after a setting was refused', () => {
    const { store, actions, present, workers, ready, train } = setUp();
    ready();
    train();
    present().answer('train', { type: 'trained', step: 1, stopped: true });
    actions.sample();
    present().answer('sample', { type: 'failed', code: 'bad-setting', sentence: 'No.' });
    actions.recover('sampling');
    expect(workers).toHaveLength(1);
    expect(store.getState()).toMatchObject({ sampling: { kind: 'idle' }, model: { step: 1 } });
  });

  it('shows a model no pictures of another shape than those it was trained on', () => {
    const { store, present, ready, train } = setUp();
    ready();
    expect(canSee(store.getState())).toBe(false);
    train();
    expect(canSee(store.getState())).toBe(true);
    present().answer('load-data', { type: 'data', info: { ...info, channels: 3 } });
    expect(canSee(store.getState())).toBe(false);
  });

  it('forgets the check of an earlier model', () => {
    const { store, actions, present, ready, began, train } = setUp();
    ready();
    train();
    present().answer('train', { type: 'trained', step: 1, stopped: true });
    actions.denoise({ timesteps: [9], images: pixel });
    present().answer('denoise', { type: 'denoised', timesteps: [9], corrupted: pixel, predicted: pixel });
    actions.train({ fresh: false });
    began();
    expect(store.getState().check.kind).toBe('done');
    present().answer('train', { type: 'trained', step: 2, stopped: true });
    train();
    expect(store.getState().check.kind).toBe('none');
  });

  it('remembers of a film where it began and how far its model was', () => {
    const { store, actions, present, ready, began, train } = setUp();
    ready();
    train();
    present().answer('train', { type: 'paused', step: 1 });
    const start = { kind: 'half-noised', image: Float32Array.of(0), timestep: 9 } as const;
    actions.sample({ start });
    present().answer('sample', { type: 'frame', lane: 'main', frame: firstFrame });
    present().answer('sample', { type: 'sampled', lane: 'main' });
    present().answer('train', { type: 'trained', step: 1, stopped: true });
    actions.train({ fresh: true });
    began();
    expect(store.getState().model?.step).toBe(0);
    expect(store.getState().reels.main).toMatchObject({ start, trainingSteps: 1 });
  });

  it('draws samples of a model by itself when its training has come to its end, on a GPU that draws quickly', () => {
    const drawnAfter = (stopped: boolean, software: boolean): boolean => {
      const { actions, present, train } = setUp();
      actions.boot();
      present().answer('open', { type: 'opened', backend: 'webgpu', adapter: 'test', software });
      present().answer('load-data', { type: 'data', info });
      train();
      present().answer('train', { type: 'trained', step: 2, stopped });
      return present().types().at(-1) === 'sample';
    };
    expect([drawnAfter(false, false), drawnAfter(true, false), drawnAfter(false, true)]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('knows when the page holds a model that no file does', async () => {
    const { store, actions, present, ready, train } = setUp();
    const unsaved: boolean[] = [];
    const look = (): void => void unsaved.push(holdsUnsaved(store.getState()));
    ready();
    look();
    train();
    look();
    present().answer('train', { type: 'trained', step: 1, stopped: true });
    look();
    const saving = actions.save();
    present().answer('save', { type: 'saved', checkpoint: new ArrayBuffer(1) });
    await saving;
    look();
    actions.train({ fresh: false });
    look();
    present().answer('train', { type: 'trained', step: 2, stopped: true });
    look();
    actions.load(new ArrayBuffer(1));
    const { config } = store.getState();
    present().answer('load', { type: 'loaded', config, step: 500, parameters: 9, shape, classNames: [] });
    look();
    expect(unsaved).toEqual([false, true, true, false, true, true, false]);
  });

  it('refuses a value out of range and changes nothing', () => {
    const { store, actions } = setUp();
    expect(() => actions.setConfig({ betaEnd: 2 })).toThrow(/betaEnd/);
    expect(store.getState().config).toEqual(defaultConfig);
  });

  it('waits for images before it loads the visitor’s own', () => {
    const { actions, present, ready } = setUp();
    ready();
    actions.setConfig({ dataset: 'own' });
    expect(present().types()).toEqual(['open', 'load-data']);
    actions.setOwnImages({ height: 1, width: 1, channels: 1, images: new Uint8Array(3) });
    expect(present().received.at(-1)).toMatchObject({ type: 'load-data', own: { width: 1 } });
  });
});
