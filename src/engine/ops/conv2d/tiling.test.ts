import { expect, test } from 'vitest';
import { convolutionShape } from './shape';
import { ConvolutionTilings } from './tiling';

const shapeOf = (batch: number, side: number) =>
  convolutionShape([batch, side, side, 16], [3, 3, 16, 16], { padding: 1 });

test('on software drivers the number of images changes no map tile, so that batches share their pipelines', () => {
  const tilings = new ConvolutionTilings('software');
  for (const side of [28, 14, 7, 32, 16, 8, 30]) {
    for (const kind of ['forward', 'inputGradient'] as const) {
      const tiles = [1, 4, 9, 10, 16, 64].map((batch) => tilings.get(kind, shapeOf(batch, side)));
      expect(new Set(tiles.map((tiling) => JSON.stringify(tiling))).size).toBe(1);
    }
  }
});

test('a software tile divides the pixels of the usual images evenly', () => {
  const tilings = new ConvolutionTilings('software');
  const pixels = [28, 14, 7, 32, 16, 8].map((side) => tilings.get('forward', shapeOf(64, side)).pixels);
  expect(pixels).toEqual([7, 7, 7, 8, 8, 8]);
});
