import { describe, expect, it } from 'vitest';
import { cifar10 } from './cifar10';
import { cifar100 } from './cifar100';
import { handedOverSource } from './handedOver';
import { loadDataset } from './load';
import { recogniseFile } from './recognise';
import { cifarBatch, gzip, memorySource, tar } from './testSources';

/** Records with a coarse and a fine label whose planes are filled with 10, 20, 30 plus the coarse label. */
function records(...labels: readonly (readonly [number, number])[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(3074 * labels.length);
  for (const [i, pair] of labels.entries()) {
    bytes.set(pair, 3074 * i);
    for (const channel of [0, 1, 2]) {
      const begin = 3074 * i + 2 + 1024 * channel;
      bytes.fill(10 * (channel + 1) + pair[0], begin, begin + 1024);
    }
  }
  return bytes;
}

const train = 'cifar-100-binary/train.bin';
const test = 'cifar-100-binary/test.bin';

describe('CIFAR-100', () => {
  it('is of its coarse classes', async () => {
    const set = await cifar100.load(memorySource({ [train]: records([11, 19], [19, 81]) }));
    expect([set.count, set.height, set.width, set.channels]).toEqual([2, 32, 32, 3]);
    expect([...set.labels].map((label) => set.classNames[label])).toEqual([
      'large omnivores and herbivores',
      'vehicles 2',
    ]);
    expect([...set.images.subarray(0, 3), ...set.images.subarray(-3)]).toEqual([21, 31, 41, 29, 39, 49]);
    expect(set.classNames).toHaveLength(20);
  });

  it('is told from CIFAR-10 by the length of its records, and its splits by number or name', async () => {
    const file = (name: string, bytes: Uint8Array<ArrayBuffer>): File => new File([bytes], name);
    const of100 = file('a', records([3, 7]));
    expect(await recogniseFile(of100)).toEqual({ kind: 'of', datasets: ['cifar100'] });
    expect(await recogniseFile(file('a', cifarBatch(3)))).toEqual({ kind: 'of', datasets: ['cifar10'] });
    expect(await recogniseFile(file('cifar-100-python.tar.gz', cifarBatch()))).toEqual({
      kind: 'like',
      wanted: ['cifar-100-binary.tar.gz'],
    });
    expect(await recogniseFile(file('cifar-10-python.tar.gz', cifarBatch()))).toEqual({
      kind: 'like',
      wanted: cifar10.wanted,
    });
    const source = handedOverSource(cifar100, [of100, file('test.bin', records([4, 1]))]);
    expect([...(await loadDataset('cifar100', [source])).labels]).toEqual([3]);
    expect([...(await loadDataset('cifar100', [source], { split: 'test' })).labels]).toEqual([4]);
  });

  it('is read out of its archive', async () => {
    const archive = await gzip(tar({ [test]: records([1, 1]), [train]: records([2, 2]) }));
    const source = handedOverSource(cifar100, [new File([archive], 'download')]);
    expect([...(await loadDataset('cifar100', [source])).labels]).toEqual([2]);
  });

  it.each([
    ['a cut-off file', records([1, 2]).subarray(0, 3000), /3000 bytes, which are no whole records/],
    ['a strange coarse label', records([1, 2], [20, 2]), /label 20 in record 1/],
    ['a strange fine label', records([1, 100]), /label 100 in record 0/],
  ])('refuses %s', async (_, bytes, found) => {
    const loading = cifar100.load(memorySource({ [train]: bytes }));
    await expect(loading).rejects.toMatchObject({ code: 'bad-file', message: expect.stringMatching(found) });
  });

  it('names the file that is missing', async () => {
    await expect(cifar100.load(memorySource({}))).rejects.toMatchObject({
      code: 'no-data',
      reason: { name: 'file-lacking', values: { file: train } },
    });
  });
});
