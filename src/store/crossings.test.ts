// Commands that cross what is under way, and settings that change under a run.
import { describe, expect, it } from 'vitest';
import { defaultConfig, type LabConfig } from '../lab/fields';
import { info, report, setUp, shape } from '../test/fakeStore';

const opened = { type: 'opened', backend: 'webgpu', adapter: '' } as const;

describe('commands that cross', () => {
  it('a wait for the GPU that was broken off can begin again', () => {
    const { store, actions, present } = setUp();
    actions.boot();
    actions.train({ fresh: true });
    present().answer('load-data', { type: 'data', info });
    actions.stopTraining();
    expect(store.getState().training.kind).toBe('idle');
    actions.train({ fresh: true });
    present().answer('open', opened);
    expect(present().types().at(-1)).toBe('train');
  });

  it('images that were just chosen are waited for, even before their first news', () => {
    const { store, actions, present, ready } = setUp();
    ready();
    actions.setConfig({ dataset: 'cifar10' });
    actions.train({ fresh: true });
    expect(store.getState()).toMatchObject({ training: { kind: 'waiting' }, data: { kind: 'loading' } });
    present().answer('load-data', { type: 'data', info });
    expect(present().received.at(-1)).toMatchObject({ type: 'train', config: { dataset: 'cifar10' } });
  });

  it('images with a border are other images', () => {
    const { actions, present, ready } = setUp();
    ready();
    actions.setConfig({ padImages: true });
    expect(present().received.at(-1)).toMatchObject({ type: 'load-data', config: { padImages: true } });
    const asked = present().received.length;
    actions.setConfig({ horizontalFlips: true });
    expect(present().received.length).toBe(asked);
  });

  it('without own images the worker is asked for them, and says what is missing', () => {
    const { actions, present, ready } = setUp();
    ready();
    actions.setConfig({ dataset: 'own' });
    actions.train({ fresh: true });
    expect(present().received.at(-1)).toMatchObject({ type: 'load-data', config: { dataset: 'own' } });
  });

  it('images that failed are asked for again', () => {
    const { store, actions, present, ready } = setUp();
    ready();
    actions.setConfig({ dataset: 'cifar10' });
    present().answer('load-data', { type: 'failed', code: 'bad-file', sentence: 'Damaged.' });
    const asked = present().received.length;
    actions.recover('data');
    expect(present().types().slice(asked)).toEqual(['load-data']);
    expect(store.getState().data.kind).toBe('loading');
  });

  it('other images end the failure of the first', () => {
    const { store, actions, present, ready } = setUp();
    ready();
    actions.setConfig({ dataset: 'cifar10' });
    present().answer('load-data', { type: 'failed', code: 'no-data', sentence: 'Nowhere.' });
    actions.train({ fresh: true });
    present().answer('load-data', { type: 'failed', code: 'no-data', sentence: 'Nowhere.' });
    const nowhere = { kind: 'failed', failure: { code: 'no-data', sentence: 'Nowhere.' } };
    expect(store.getState()).toMatchObject({ data: nowhere, training: nowhere });
    actions.setConfig({ dataset: 'strokes' });
    present().answer('load-data', { type: 'data', info });
    expect(store.getState()).toMatchObject({ data: { kind: 'ready' }, training: { kind: 'idle' } });
  });

  it('a stop that comes as the last frame arrives leaves the paused training alone', () => {
    const { store, actions, present, ready, train } = setUp();
    ready();
    train();
    present().answer('train', { type: 'paused', step: 1 });
    actions.sample();
    present().answer('sample', { type: 'sampled', lane: 'main' });
    actions.stopSampling();
    expect(present().types().at(-1)).toBe('sample');
    expect(store.getState().training.kind).toBe('paused');
  });

  it('a model’s file ends what is trained only once it has proved good', () => {
    const { store, actions, present, ready, train } = setUp();
    ready();
    train();
    actions.load(new ArrayBuffer(1));
    present().answer('load', { type: 'failed', code: 'bad-checkpoint', sentence: 'Not ours.' });
    present().answer('train', { type: 'report', report: report(2) });
    expect(store.getState()).toMatchObject({
      modelFile: { kind: 'failed', failure: { code: 'bad-checkpoint', sentence: 'Not ours.' } },
      training: { kind: 'training', progress: { step: 2 } },
      model: { step: 2 },
    });
    actions.load(new ArrayBuffer(1));
    const { config } = store.getState();
    present().answer('load', { type: 'loaded', config, step: 500, parameters: 9, shape, classNames: [] });
    expect(store.getState()).toMatchObject({
      modelFile: { kind: 'idle' },
      training: { kind: 'idle' },
      model: { step: 500 },
    });
    expect(present().types()).not.toContain('stop');
  });

  it('a model’s file brings its images along where they can be had, and does without them', () => {
    const { store, actions, present, ready } = setUp();
    ready();
    const load = (dataset: LabConfig['dataset']): void => {
      actions.load(new ArrayBuffer(1));
      const config = { ...defaultConfig, dataset };
      const colour = { height: 32, width: 32, channels: 3 };
      present().answer('load', {
        type: 'loaded',
        config,
        step: 500,
        parameters: 9,
        shape: colour,
        classNames: [],
      });
    };
    load('cifar10');
    expect(present().received.at(-1)).toMatchObject({ type: 'load-data', config: { dataset: 'cifar10' } });
    present().answer('load-data', { type: 'failed', code: 'no-data', sentence: 'Nowhere.' });
    expect(store.getState()).toMatchObject({ model: { shape: { channels: 3 } }, data: { kind: 'failed' } });
    load('own');
    expect(present().types().at(-1)).toBe('load');
    actions.sample();
    expect(store.getState()).toMatchObject({ data: { kind: 'idle' }, sampling: { kind: 'sampling' } });
  });

  it('no other model is trained or drawn while a file is being opened', () => {
    const { store, actions, present, ready, train } = setUp();
    ready();
    train();
    present().answer('train', { type: 'trained', step: 1, stopped: true });
    actions.load(new ArrayBuffer(1));
    actions.train({ fresh: false });
    actions.sample();
    expect(present().types().at(-1)).toBe('load');
    expect(store.getState()).toMatchObject({ training: { kind: 'idle' }, sampling: { kind: 'idle' } });
  });

  it('a paused training does not go on while samples are drawn', () => {
    const { store, actions, present, ready, train } = setUp();
    ready();
    train();
    present().answer('train', { type: 'paused', step: 1 });
    actions.sample();
    actions.resume();
    actions.step();
    expect(present().types().at(-1)).toBe('sample');
    expect(store.getState().training.kind).toBe('paused');
  });
});

describe('a run whose settings change', () => {
  it('takes over what it can when it goes on, and is told with what it was trained', () => {
    const { store, actions, present, ready, began, train } = setUp();
    ready();
    train();
    present().answer('train', { type: 'paused', step: 1 });
    actions.setConfig({ learningRate: 1e-5, batchSize: 2 });
    actions.resume();
    expect(present().received.at(-1)).toMatchObject({ type: 'resume', config: { learningRate: 1e-5 } });
    const config = { ...defaultConfig, learningRate: 1e-5 };
    began({ fresh: false, config });
    const { runs, model } = store.getState();
    expect(runs.map((run) => run.config)).toEqual([config]);
    expect(model?.config).toEqual(config);
  });

  it('takes over at once what it can while it trains, and is told nothing of the rest', () => {
    const { store, actions, present, ready, began, train } = setUp();
    ready();
    train();
    actions.setConfig({ batchSize: 2, timesteps: 500, time: 0.9 });
    expect(present().types().at(-1)).toBe('train');
    actions.setConfig({ learningRate: 1e-5 });
    expect(present().received.at(-1)).toMatchObject({ type: 'follow', config: { learningRate: 1e-5 } });
    const config = { ...defaultConfig, learningRate: 1e-5 };
    began({ fresh: false, config });
    expect(store.getState()).toMatchObject({ model: { config, step: 1 }, training: { kind: 'training' } });
    // What it has taken over it is not told again.
    const told = present().received.length;
    actions.setConfig({ sampleSeed: 3 });
    expect(present().received).toHaveLength(told);
  });

  it('is told of changes that came while it was being made', () => {
    const { actions, present, ready, began } = setUp();
    ready();
    actions.train({ fresh: true });
    actions.setConfig({ learningRate: 1e-5 });
    expect(present().types().at(-1)).toBe('train');
    began();
    expect(present().received.at(-1)).toMatchObject({ type: 'follow', config: { learningRate: 1e-5 } });
  });

  it('gives way to one with the changed settings, at once or when its images are here', () => {
    const { store, actions, present, ready, train } = setUp();
    ready();
    train();
    actions.setConfig({ schedule: 'linear' });
    actions.train({ fresh: true });
    expect(present().types().slice(-2)).toEqual(['stop', 'train']);
    expect(present().received.at(-1)).toMatchObject({ fresh: true, config: { schedule: 'linear' } });
    // What the one before still says is not heard.
    const [, stop] = present().received.slice(-3);
    present().say({ request: stop?.request ?? 0, type: 'trained', step: 2, stopped: true });
    expect(store.getState().training.kind).toBe('compiling');

    actions.setConfig({ dataset: 'cifar10' });
    actions.train({ fresh: true });
    expect(present().types().slice(-2)).toEqual(['load-data', 'stop']);
    expect(store.getState().training.kind).toBe('waiting');
    present().answer('load-data', { type: 'data', info });
    expect(present().types().at(-1)).toBe('train');
  });

  it('goes on with its own images while others are loaded', () => {
    const { actions, present, ready, train } = setUp();
    ready();
    train();
    present().answer('train', { type: 'trained', step: 1, stopped: true });
    actions.setConfig({ dataset: 'cifar10' });
    actions.train({ fresh: false });
    expect(present().received.at(-1)).toMatchObject({ type: 'train', fresh: false });
    present().answer('train', { type: 'trained', step: 2, stopped: true });
    actions.setConfig({ dataset: 'own' });
    actions.train({ fresh: false });
    expect(present().received.at(-1)).toMatchObject({ type: 'train', fresh: false });
  });

  it('can go back behind the point where it went on', () => {
    const { store, actions, present, ready, began, train } = setUp();
    ready();
    train();
    present().answer('train', { type: 'kept', step: 1 });
    present().answer('train', { type: 'trained', step: 1, stopped: true });
    actions.train({ fresh: false });
    began();
    expect(store.getState().kept).toMatchObject({ step: 1 });
  });

  it('is a new one for a model that was loaded, and draws on from its steps', () => {
    const { store, actions, present, ready, began, train } = setUp();
    ready();
    train();
    present().answer('train', { type: 'trained', step: 1, stopped: true });
    actions.load(new ArrayBuffer(1));
    const config = { ...store.getState().config, width: 24 };
    present().answer('load', { type: 'loaded', config, step: 500, parameters: 9, shape, classNames: [] });
    expect(store.getState()).toMatchObject({ model: { step: 500, parameters: 9 }, check: { kind: 'none' } });
    actions.train({ fresh: false });
    began();
    present().answer('train', { type: 'report', report: { ...report(501), steps: 1000 } });
    const { runs } = store.getState();
    expect(runs.map((run) => run.losses.buckets.map(({ step }) => step))).toEqual([[1], [501]]);
    expect(runs.at(-1)?.config.width).toBe(24);
  });
});
