import { describe, expect, it } from 'vitest';
import { cifar10 } from './cifar10';
import { folderSource } from './folder';
import { loadDataset } from './load';
import { mnist } from './mnist';
import type { FiledSet } from './set';
import { cifarBatch, gzip, smallMnist, tar } from './testSources';

/** A folder of these files; in the place of a folder there is no file, as a file system says. */
const folder = (set: FiledSet, files: Readonly<Record<string, Uint8Array>>) =>
  folderSource({ name: 'Here', set, readFile: (path) => Promise.resolve(files[path]) });

const { 'train-images-idx3-ubyte.gz': images, 'train-labels-idx1-ubyte.gz': labels } = await smallMnist();
const plain = async (packed: Uint8Array<ArrayBuffer> | undefined): Promise<Uint8Array> => {
  const stream = new Blob([packed ?? '']).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
};
const [plainImages, plainLabels] = [await plain(images), await plain(labels)];

describe('a folder with MNIST', () => {
  it.each([
    ['as it is published', 'train-images-idx3-ubyte.gz', 'train-labels-idx1-ubyte.gz'],
    ['in a folder of its own', 'mnist/train-images-idx3-ubyte.gz', 'mnist/train-labels-idx1-ubyte.gz'],
    ['unpacked', 'train-images-idx3-ubyte', 'train-labels-idx1-ubyte'],
    ['unpacked, with a dot', 'train-images.idx3-ubyte', 'train-labels.idx1-ubyte'],
    [
      'as Kaggle packs it',
      'train-images-idx3-ubyte/train-images-idx3-ubyte',
      'train-labels-idx1-ubyte/train-labels-idx1-ubyte',
    ],
    [
      'as some unpack it on Windows',
      'mnist/train-images.idx3-ubyte/train-images.idx3-ubyte',
      'mnist/train-labels-idx1-ubyte/train-labels.idx1-ubyte',
    ],
    ['as torchvision keeps it', 'MNIST/raw/train-images-idx3-ubyte', 'MNIST/raw/train-labels-idx1-ubyte'],
  ])('is read %s', async (_, imagesFile, labelsFile) => {
    const packed = imagesFile.endsWith('.gz');
    const files = {
      [imagesFile]: packed ? images! : plainImages,
      [labelsFile]: packed ? labels! : plainLabels,
    };
    expect([...(await loadDataset('mnist', [folder(mnist, files)])).labels]).toEqual([7, 0, 9]);
  });

  it('says which file is lacking', async () => {
    await expect(
      loadDataset('mnist', [folder(mnist, { 'train-images-idx3-ubyte': plainImages })]),
    ).rejects.toThrow(/Here has no train-labels-idx1-ubyte\.gz/);
  });
});

describe('a folder with CIFAR-10', () => {
  it.each([
    ['its batches', { 'cifar-10-batches-bin/data_batch_1.bin': cifarBatch(4) }],
    ['batches without an ending', { data_batch_1: cifarBatch(4) }],
  ])('is read from %s', async (_, files) => {
    expect([...(await loadDataset('cifar10', [folder(cifar10, files)])).labels]).toEqual([4]);
  });

  it('is read from the archive that it comes in', async () => {
    const archive = tar({
      'cifar-10-batches-bin/batches.meta.txt': new TextEncoder().encode('airplane\n'),
      'cifar-10-batches-bin/data_batch_2.bin': cifarBatch(8),
      'cifar-10-batches-bin/data_batch_1.bin': cifarBatch(4, 2),
      'cifar-10-batches-bin/test_batch.bin': cifarBatch(9),
    });
    const here = folder(cifar10, { 'cifar-10-binary.tar.gz': await gzip(archive) });
    expect([...(await loadDataset('cifar10', [here])).labels]).toEqual([4, 2, 8]);
    expect([...(await loadDataset('cifar10', [here], { split: 'test' })).labels]).toEqual([9]);
  });
});
