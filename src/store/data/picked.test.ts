// The image that the settings name by its number, beyond those that came with the set.
import { expect, it, vi } from 'vitest';
import { info, setUp } from '../../test/fakeStore';

const large = { ...info, name: 'mnist', count: 1000 };

it('is fetched once, when the set is here or another number is chosen, and not beyond the end', async () => {
  const { store, actions, present } = (() => {
    const lab = setUp();
    return { ...lab, actions: lab.store.getState().actions };
  })();
  const asked = (): unknown[] =>
    present().received.flatMap((command) => (command.type === 'browse' ? [command.what] : []));
  actions.boot();
  actions.setConfig({ imageIndex: 700 });
  expect(asked()).toEqual([]);
  present().answer('load-data', { type: 'data', info: large });
  expect(asked()).toEqual([{ kind: 'these', indices: [700] }]);
  const image = Uint8Array.of(9);
  present().answer('browse', { type: 'browsed', indices: [700], images: image, labels: Uint8Array.of(0) });
  await vi.waitFor(() => expect(store.getState().picked).toEqual({ of: large, index: 700, image }));

  for (const imageIndex of [0, 1000, 700]) actions.setConfig({ imageIndex });
  expect(asked()).toHaveLength(1);
  actions.setConfig({ imageIndex: 701 });
  expect(asked()).toHaveLength(2);
});
