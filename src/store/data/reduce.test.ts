import { expect, it } from 'vitest';
import { info, pixel, setUp } from '../../test/fakeStore';

it('keeps a picture that was dropped before the strokes came, and not beside other images', () => {
  const { store, actions, present, ready } = setUp();
  ready();
  actions.setOwnPicture(pixel);
  present().answer('load-data', { type: 'data', info });
  expect(store.getState().ownPicture).toBe(pixel);
  present().answer('load-data', { type: 'data', info: { ...info, name: 'mnist' } });
  expect(store.getState().ownPicture).toBeNull();
});
