import { describe, expect, it } from 'vitest';
import { loadDataset } from './load';
import { broughtDataset, datasetNames, datasets, filedDatasets, standInDataset } from './registry';
import { allFiles, type DataSet } from './set';

describe('the data sets', () => {
  it('are those of the setting, in its order', () => {
    expect(datasetNames).toEqual([
      'strokes',
      'shapes',
      'mnist',
      'fashionMnist',
      'kmnist',
      'emnistLetters',
      'emnistDigits',
      'qmnist',
      'cifar10',
      'cifar100',
      'own',
    ]);
    expect(filedDatasets).toEqual(
      datasetNames.filter((name) => !['strokes', 'shapes', 'own'].includes(name)),
    );
    expect([datasets[standInDataset].from, datasets[broughtDataset].from]).toEqual(['code', 'visitor']);
  });

  it('load under their names, as their facts say', async () => {
    const bytes = { height: 32, width: 32, channels: 3, images: new Uint8Array(3072) };
    for (const name of ['strokes', 'shapes', 'own'] as const) {
      const { height, width, channels, classNames, credit, ...set } = await loadDataset(name, [], {
        own: bytes,
        limit: 1,
      });
      expect(set.name).toBe(name);
      expect({ image: { height, width, channels }, classNames, credit }).toEqual({
        image: datasets[name].image,
        classNames: datasets[name].classNames,
        credit: datasets[name].credit,
      });
    }
  });

  it('with files tell where every one of them can be had', () => {
    for (const name of filedDatasets) {
      const set: DataSet = datasets[name];
      if (set.from !== 'files') throw new Error(name);
      const files = allFiles(set).map(({ file }) => file);
      expect(new Set(files).size).toBe(files.length);
      for (const place of set.sprites) expect(Object.keys(place.files)).toEqual(files);
      for (const { address } of set.mirrors) expect(address).toMatch(/^https:.*\/$/);
    }
  });
});
