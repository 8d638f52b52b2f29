import { expect, it } from 'vitest';
import { channelsFirst, signedPictures } from './shades';

it('draws nothing black, and the largest of either sign in its full colour', () => {
  const { bytes, low, high } = signedPictures([0, 2, -4, -2], { count: 1, height: 2, width: 2 });
  expect([low, high]).toEqual([-4, 4]);
  expect([...bytes]).toEqual([0, 0, 0, 128, 88, 42, 92, 176, 255, 46, 88, 128]);
});

it('draws what is all zero black, and what is beyond the full size no brighter', () => {
  const shape = { count: 1, height: 1, width: 2 };
  expect([...signedPictures([0, 0], shape).bytes]).toEqual([0, 0, 0, 0, 0, 0]);
  expect([...signedPictures([1, 9], shape, 1).bytes]).toEqual([255, 176, 84, 255, 176, 84]);
});

it('takes a map apart into a picture for each channel', () => {
  expect([...channelsFirst(Float32Array.of(1, 2, 3, 4, 5, 6), 3, 2)]).toEqual([1, 4, 2, 5]);
});
