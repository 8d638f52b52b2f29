import { describe, expect, it } from 'vitest';
import { attentionOf, channelsOf, meanMap, spread } from './inside';

const map = { values: Float32Array.of(1, 2, 3, 4, 5, 6), channels: 3 };

describe('a map of two pixels and three channels', () => {
  it('is taken apart by channels', () => {
    expect([...channelsOf(map, 1, 2)]).toEqual([2, 3, 5, 6]);
    expect([...meanMap(map)]).toEqual([2, 5]);
  });

  it('has the statistics of numpy.mean, std, min and max', () => {
    const { mean, deviation, least, greatest } = spread(map.values);
    expect([mean, least, greatest]).toEqual([3.5, 1, 6]);
    expect(deviation).toBeCloseTo(Math.sqrt(35 / 12), 12);
  });
});

describe('attention of a pixel', () => {
  // Two heads of width 1, two pixels, one memory: scores are the products themselves.
  const sight = {
    heads: 2,
    pixels: 2,
    memories: 1,
    queries: Float32Array.of(0, Math.LN2, 1, 2),
    keys: Float32Array.of(0, 1, 2, 5, 5, 5),
  };

  it('is the softmax of the scores, a head at a time', () => {
    const [first, second] = attentionOf(sight, 1);
    [1 / 7, 2 / 7, 4 / 7].forEach((weight, i) => expect(first?.[i]).toBeCloseTo(weight, 6));
    second?.forEach((weight) => expect(weight).toBeCloseTo(1 / 3, 12));
  });

  it('is even where the query is nothing', () => {
    attentionOf(sight, 0)[0]?.forEach((weight) => expect(weight).toBeCloseTo(1 / 3, 12));
  });
});
