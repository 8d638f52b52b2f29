import { describe, expect, it } from 'vitest';
import { datasetOfFile, handedOverSource } from './handedOver';
import { loadDataset } from './load';
import { smallMnist } from './testSources';

const fileOf = (name: string, bytes: Uint8Array<ArrayBuffer>): File => new File([bytes], name);

describe('files handed over', () => {
  it('are known by the names that people have them under', () => {
    expect(datasetOfFile('train-images-idx3-ubyte.gz')).toBe('mnist');
    expect(datasetOfFile('train-labels.idx1-ubyte')).toBe('mnist');
    expect(datasetOfFile('data_batch_4.bin')).toBe('cifar10');
    expect(datasetOfFile('holiday.png')).toBeUndefined();
  });

  it('are a data set, and the first of a name counts', async () => {
    const files = Object.entries(await smallMnist());
    const good = files.map(([name, bytes]) => fileOf(name.replace('-idx', '.idx'), bytes));
    const damaged = files.map(([name]) => fileOf(name, Uint8Array.of(1, 2, 3)));
    const { labels, width } = await loadDataset('mnist', [handedOverSource([...good, ...damaged])]);
    expect([...labels, width]).toEqual([7, 0, 9, 28]);
  });

  it('are refused with the name of the one that is missing', async () => {
    const [images] = Object.entries(await smallMnist());
    const source = handedOverSource(images ? [fileOf(...images)] : []);
    await expect(loadDataset('mnist', [source])).rejects.toMatchObject({
      code: 'no-data',
      reason: { name: 'file-lacking', values: { file: 'train-labels-idx1-ubyte.gz' } },
    });
  });
});
