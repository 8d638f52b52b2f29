import { expect, test } from 'vitest';
import { fromBytes } from '../../lab/pictures';
import { mirrored, padded } from './variants';

test('a mirrored picture has left and right exchanged, channel by channel', () => {
  const colour = fromBytes(
    { height: 2, width: 2, channels: 3 },
    Uint8Array.from({ length: 12 }, (_, i) => i),
  );
  expect([...mirrored(colour).bytes]).toEqual([3, 4, 5, 0, 1, 2, 9, 10, 11, 6, 7, 8]);
});

test('a padded picture stands in the middle of 32×32 black pixels; a large one stays', () => {
  const white = fromBytes({ height: 28, width: 28, channels: 1 }, new Uint8Array(784).fill(255));
  const bordered = padded(white);
  expect([bordered?.height, bordered?.width]).toEqual([32, 32]);
  const isInside = (i: number): boolean =>
    [i % 32, Math.floor(i / 32)].every((place) => place >= 2 && place < 30);
  expect([...(bordered?.bytes ?? [])]).toEqual(
    Array.from({ length: 1024 }, (_, i) => (isInside(i) ? 255 : 0)),
  );
  expect(padded(fromBytes({ height: 32, width: 32, channels: 1 }, new Uint8Array(1024)))).toBeNull();
});
