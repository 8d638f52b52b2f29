import { describe, expect, it } from 'vitest';
import { strokesDataset } from '../datasets/strokes';
import { browse } from './browsing';

const set = strokesDataset({ limit: 200 });
const random = { kind: 'random', label: 3, count: 12, seed: 1 } as const;

describe('browsing', () => {
  it('gives random images of one class, no two alike, others with another seed, the same with the same', () => {
    const found = browse(set, random);
    expect(new Set(found.indices).size).toBe(12);
    expect([...found.labels]).toEqual(new Array(12).fill(3));
    for (const [place, index] of found.indices.entries())
      expect(found.images.subarray(place * 784, (place + 1) * 784)).toEqual(
        set.images.subarray(index * 784, (index + 1) * 784),
      );
    expect(browse(set, random).indices).toEqual(found.indices);
    expect(browse(set, { ...random, seed: 2 }).indices).not.toEqual(found.indices);
  });

  it('gives no more than there are, and none beyond the last', () => {
    const ofClass = set.labels.filter((label) => label === 3).length;
    expect(browse(set, { ...random, count: 1000 }).indices).toHaveLength(ofClass);
    expect(browse(set, { kind: 'these', indices: [199, 200] }).indices).toEqual([199]);
    expect(browse(set, { ...random, label: null }).statistics?.classCounts).toEqual(
      set.classNames.map((_, label) => set.labels.filter((one) => one === label).length),
    );
  });
});
