import { describe, expect, it } from 'vitest';
import { nearestIndex, ownPositions, stripPositions, toBatch } from './forward';

describe('the strip', () => {
  it('runs from the clean image to x_T', () => {
    expect(stripPositions(5, 100)).toEqual([0, 25, 50, 75, 100]);
    expect(stripPositions(3, 2)).toEqual([0, 1, 2]);
  });

  it('can stand at places of one’s own, as T4’s does', () => {
    expect(ownPositions([0, 0.4, 0.2, 0.8, 0.6], 100)).toEqual([0, 20, 40, 60, 80]);
    expect(ownPositions([0, 0.001, 1], 2)).toEqual([0, 2]);
  });

  it('highlights the frame nearest to the cursor', () => {
    expect(nearestIndex([0, 25, 50], 30)).toBe(1);
    expect(nearestIndex([0, 25, 50], 100)).toBe(2);
  });

  it('makes one batch of single pictures', () => {
    const batch = toBatch({ height: 1, width: 2, channels: 1 }, [[1, 2], Float64Array.of(3, 4)]);
    expect(batch.count).toBe(2);
    expect([...batch.pixels]).toEqual([1, 2, 3, 4]);
  });
});
