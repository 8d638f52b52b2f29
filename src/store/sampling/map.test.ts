import { expect, it } from 'vitest';
import { firstFrame, setUp } from '../../test/fakeStore';
import type { WorkerEvent } from '../../worker/protocol';

it('tells the frames of the map to whoever follows them, and leaves the film alone', () => {
  const { store, actions, present, ready, train } = setUp();
  ready();
  train();
  present().answer('train', { type: 'trained', step: 1, stopped: true });
  const { config, reels, sampling } = store.getState();
  const heard: WorkerEvent['type'][] = [];
  const stop = actions.study(
    'sampling-map',
    { type: 'sample', config, start: { kind: 'noise' }, lane: 'map' },
    (event) => heard.push(event.type),
  );
  present().answer('sample', { type: 'frame', lane: 'map', frame: firstFrame });
  present().answer('sample', { type: 'sampled', lane: 'map' });
  expect(heard).toEqual(['frame', 'sampled']);
  expect(store.getState().reels).toBe(reels);
  expect(store.getState().sampling).toBe(sampling);
  expect(store.getState().config).toBe(config);

  // What is said after it has been broken off reaches nobody.
  stop();
  present().answer('sample', { type: 'frame', lane: 'map', frame: firstFrame });
  expect(heard).toHaveLength(2);
  expect(present().types().at(-1)).toBe('stop');
});
