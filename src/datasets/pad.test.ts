import { describe, expect, it } from 'vitest';
import { trainedImages } from './pad';
import type { Dataset } from './types';

const dataset = (height: number, width: number, channels: number): Dataset => ({
  name: 'own',
  count: 2,
  height,
  width,
  channels,
  images: Uint8Array.from({ length: 2 * height * width * channels }, (_, i) => 1 + (i % 255)),
  labels: new Uint8Array(2),
  classNames: ['own'],
  credit: '',
});

const on = { padImages: true };

describe('a black border', () => {
  it('of 2 pixels makes 28×28 images 32×32', () => {
    const small = dataset(28, 28, 1);
    const { images, height, width } = trainedImages(small, on);
    expect([height, width, images.length]).toEqual([32, 32, 2 * 32 * 32]);
    for (let i = 0; i < 2; i++) {
      for (let y = 0; y < 32; y++) {
        for (let x = 0; x < 32; x++) {
          const inside = y >= 2 && y < 30 && x >= 2 && x < 30;
          const expected = inside ? small.images[(i * 28 + y - 2) * 28 + x - 2] : 0;
          expect(images[(i * 32 + y) * 32 + x]).toBe(expected);
        }
      }
    }
  });

  it('keeps the channels together, and each side apart', () => {
    const { images, height, width } = trainedImages(dataset(8, 40, 3), on);
    expect([height, width]).toEqual([32, 40]);
    expect([...images.subarray(12 * 40 * 3 - 1, 12 * 40 * 3 + 4)]).toEqual([0, 1, 2, 3, 4]);
  });

  it('is only for small images, and only when asked for', () => {
    for (const [set, padImages] of [
      [dataset(32, 32, 3), true],
      [dataset(28, 28, 1), false],
    ] as const) {
      expect(trainedImages(set, { padImages })).toBe(set);
    }
  });
});
