import { afterEach, expect, it, vi } from 'vitest';
import { canTrain } from './training/actions';
import { setUp } from '../test/fakeStore';

afterEach(() => vi.unstubAllGlobals());

it('fetches a trained model from beside the page and opens it', async () => {
  const { store, actions, present, ready } = setUp();
  ready();
  const fetched = vi.fn<typeof fetch>(() => Promise.resolve(new Response(Uint8Array.of(1, 2, 3))));
  vi.stubGlobal('fetch', fetched);
  const opening = actions.openPretrained('mnist');
  // Nothing else begins meanwhile.
  expect([store.getState().modelFile.kind, canTrain(store.getState())]).toEqual(['opening', false]);
  await opening;
  expect(fetched.mock.calls[0]?.[0]).toBe('./models/mnist.safetensors');
  const command = present().received.at(-1);
  if (command?.type !== 'load') throw new Error('no model was opened');
  expect([...new Uint8Array(command.checkpoint)]).toEqual([1, 2, 3]);
});

it.each([
  ['is not there', () => Promise.resolve(new Response(null, { status: 404 }))],
  ['cannot be reached', () => Promise.reject(new TypeError('Failed to fetch'))],
])('says so where the trained model %s, and goes on', async (_, answer) => {
  const { store, actions, ready } = setUp();
  ready();
  vi.stubGlobal('fetch', answer);
  await actions.openPretrained('mnist');
  expect(store.getState().modelFile).toMatchObject({
    kind: 'failed',
    failure: { code: 'bad-file', reason: { name: 'pretrained-missing' } },
  });
  expect(canTrain(store.getState())).toBe(true);
});
