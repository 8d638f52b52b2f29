import { expect, test } from 'vitest';
import type { ModelStage } from '../hooks/modelStages';
import { placeSkips, placeStages } from './placeStages';

const stage = (size: number, channels: number): ModelStage => ({
  size,
  channels,
  layers: 4,
  attention: 0,
  parameters: 1,
  multiplyAdds: 1,
});

test('levels fill the room, the deeper the lower', () => {
  const boxes = placeStages([stage(1, 64), stage(28, 16), stage(14, 64), stage(28, 16)], 320);
  expect(boxes.map(({ x, width }) => [x, width])).toEqual([
    [0, 100],
    [110, 100],
    [220, 100],
  ]);
  expect(boxes.map(({ y, height }) => [y, height])).toEqual([
    [0, 43],
    [46, 70],
    [0, 43],
  ]);
});

test('a skip joins each level of the way down to its like on the way up', () => {
  const boxes = placeStages(
    [28, 14, 7, 14, 28].map((size) => stage(size, 8)),
    540,
  );
  expect(placeSkips(boxes)).toEqual([
    { from: 100, to: 440, y: 9 },
    { from: 210, to: 330, y: 55 },
  ]);
});
