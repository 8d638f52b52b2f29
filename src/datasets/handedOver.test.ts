import { describe, expect, it } from 'vitest';
import { cifar10 } from './cifar10';
import { handedOverSource } from './handedOver';
import { encodeIdx } from './idx';
import { loadDataset } from './load';
import { mnist } from './mnist';
import { recogniseFile } from './recognise';
import { cifarBatch, gzip, smallMnist, tar } from './testSources';

const fileOf = (name: string, bytes: Uint8Array<ArrayBuffer> | string): File => new File([bytes], name);

const [images, labels] = Object.values(await smallMnist());
const mnistFiles = (imagesName: string, labelsName: string): readonly File[] => [
  fileOf(labelsName, labels!),
  fileOf(imagesName, images!),
];

const archive = await gzip(
  tar({
    'cifar-10-batches-bin/batches.meta.txt': new TextEncoder().encode('airplane\n'),
    'cifar-10-batches-bin/data_batch_1.bin': cifarBatch(3, 1),
    'cifar-10-batches-bin/test_batch.bin': cifarBatch(9),
  }),
);

const likeliest = async (file: File): Promise<string | undefined> => {
  const found = await recogniseFile(file);
  return found?.kind === 'of' ? found.datasets[0] : undefined;
};

describe('files handed over', () => {
  it.each([
    ['train-images-idx3-ubyte.gz', 'train-labels-idx1-ubyte.gz'],
    ['train-images-idx3-ubyte (1).gz', 'train-labels-idx1-ubyte (2).gz'],
    ['TRAIN-IMAGES.IDX3-UBYTE', 'TRAIN-LABELS.IDX1-UBYTE'],
    ['a', 'b'],
  ])('are MNIST by what is inside: %s, %s', async (imagesName, labelsName) => {
    const files = mnistFiles(imagesName, labelsName);
    for (const file of files) expect(await likeliest(file)).toBe('mnist');
    const set = await loadDataset('mnist', [handedOverSource(mnist, files)]);
    expect([...set.labels, set.width]).toEqual([7, 0, 9, 28]);
  });

  it('are told apart from the test split by their number', async () => {
    const values = new Uint8Array(10_000);
    values.set([7, 2, 1, 0, 4, 1, 4, 9]);
    const test = [
      fileOf('a', encodeIdx({ dimensions: [10_000], values })),
      fileOf('b', encodeIdx({ dimensions: [10_000, 28, 28], values: new Uint8Array(7_840_000) })),
    ];
    const source = handedOverSource(mnist, [...test, ...mnistFiles('c', 'd')]);
    expect((await loadDataset('mnist', [source])).count).toBe(3);
    expect((await loadDataset('mnist', [source], { split: 'test' })).count).toBe(10_000);
  });

  it.each([
    ['data_batch_1.bin', 'DATA_BATCH_2.BIN'],
    ['data_batch_1', 'data_batch_2 (1).bin'],
    ['first', 'second'],
  ])('are batches of CIFAR-10: %s, %s', async (first, second) => {
    const files = [fileOf(first, cifarBatch(6, 5)), fileOf(second, await gzip(cifarBatch(2)))];
    for (const file of files) expect(await likeliest(file)).toBe('cifar10');
    const source = handedOverSource(cifar10, files.toReversed());
    const labelsRead = (await loadDataset('cifar10', [source])).labels;
    expect([...labelsRead].toSorted((a, b) => a - b)).toEqual([2, 5, 6]);
  });

  it('are an archive of batches, whatever it is called', async () => {
    const file = fileOf('download (3)', archive);
    expect(await likeliest(file)).toBe('cifar10');
    const source = handedOverSource(cifar10, [file]);
    expect([...(await loadDataset('cifar10', [source])).labels]).toEqual([3, 1]);
    expect([...(await loadDataset('cifar10', [source], { split: 'test' })).labels]).toEqual([9]);
  });

  it('count once: the first of several that can be the same', async () => {
    const again = fileOf(
      'train-labels-idx1-ubyte.gz',
      encodeIdx({ dimensions: [3], values: Uint8Array.of(1, 1, 1) }),
    );
    const source = handedOverSource(mnist, [...mnistFiles('x', 'y'), again]);
    expect([...(await loadDataset('mnist', [source])).labels]).toEqual([7, 0, 9]);
  });

  it('are refused with the name of the one that is missing', async () => {
    const source = handedOverSource(mnist, [fileOf('pictures', images!)]);
    await expect(loadDataset('mnist', [source])).rejects.toMatchObject({
      code: 'no-data',
      reason: { name: 'file-lacking', values: { file: 'train-labels-idx1-ubyte.gz' } },
    });
  });

  it('that are cut off are known all the same, and called damaged', async () => {
    const cut = fileOf('cifar-10-binary.tar.gz', archive.slice(0, archive.length - 40));
    expect(await likeliest(cut)).toBe('cifar10');
    await expect(loadDataset('cifar10', [handedOverSource(cifar10, [cut])])).rejects.toMatchObject({
      code: 'bad-file',
      reason: { name: 'data-file', values: { file: 'cifar-10-binary.tar.gz' } },
    });
    const images100 = fileOf('train-images-idx3-ubyte.gz', images!.slice(0, 100));
    expect(await likeliest(images100)).toBe('mnist');
  });
});

describe('files of no use', () => {
  const mnistWanted = ['train-images-idx3-ubyte.gz', 'train-labels-idx1-ubyte.gz'];
  it.each([
    // Python's pickle, as in cifar-10-python.tar.gz.
    ['data_batch_1', '\u0080\u0002}q\u0001', ['cifar-10-binary.tar.gz']],
    ['cifar-10-python.tar.gz', 'no gzip', ['cifar-10-binary.tar.gz']],
    ['train-images-idx3-ubyte.gz', 'no gzip', mnistWanted],
    ['usps', encodeIdx({ dimensions: [2, 16, 16], values: new Uint8Array(512) }), mnistWanted],
  ])('%s: the files are named that are wanted', async (name, content, wanted) => {
    expect(await recogniseFile(fileOf(name, content))).toEqual({ kind: 'like', wanted });
  });

  it.each([
    ['notes.txt', 'hello'],
    ['empty', ''],
    ['holiday.tar', tar({ 'a.txt': new TextEncoder().encode('hello') })],
  ])('%s is of no set', async (name, content) => {
    expect(await recogniseFile(fileOf(name, content))).toBeNull();
  });
});
