import { describe, expect, it } from 'vitest';
import { loadDataset } from './load';
import { mnist } from './mnist';
import { statisticsOf } from './statistics';
import { realSource } from './testSources';
import type { Dataset } from './types';

const set: Dataset = {
  name: 'own',
  count: 2,
  height: 1,
  width: 2,
  channels: 3,
  images: Uint8Array.of(0, 10, 255, 100, 10, 255, 200, 30, 255, 100, 30, 255),
  labels: Uint8Array.of(2, 2),
  classNames: ['a', 'b', 'c'],
  credit: '',
};

describe('the statistics of a set', () => {
  it('are those of two coloured images', () => {
    const { classCounts, meanImage, deviationImage, means, deviations } = statisticsOf(set);
    expect(classCounts).toEqual([0, 0, 2]);
    expect([...meanImage]).toEqual([100, 20, 255, 100, 20, 255]);
    expect([...deviationImage]).toEqual([100, 10, 0, 0, 10, 0]);
    expect(means.map((mean) => 255 * mean)).toEqual([100, 20, 255]);
    // Red: 0, 100, 200, 100 about 100.
    expect(deviations.map((deviation) => 255 * deviation)).toEqual([
      expect.closeTo(Math.sqrt(5000), 9),
      10,
      0,
    ]);
  });

  const source = realSource(mnist);
  it.runIf(source)('of MNIST are the numbers that everybody normalises with', async () => {
    const { classCounts, means, deviations } = statisticsOf(
      await loadDataset('mnist', source ? [source] : []),
    );
    // torchvision's examples: Normalize((0.1307,), (0.3081,)); the counts are those of the published labels.
    expect([means[0], deviations[0]].map((value) => value?.toFixed(4))).toEqual(['0.1307', '0.3081']);
    expect(classCounts).toEqual([5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]);
  });
});
