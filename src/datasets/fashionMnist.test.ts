import { describe, expect, it } from 'vitest';
import { fashionMnist } from './fashionMnist';
import { folderSource } from './folder';
import { handedOverSource } from './handedOver';
import { encodeIdx } from './idx';
import { loadDataset } from './load';
import { mnist } from './mnist';
import { recogniseFile } from './recognise';
import { gzip, memorySource, smallMnist } from './testSources';
import type { Split } from './types';
import { webSources } from './web';

// As published: the labels that either set begins with (train-labels-idx1-ubyte.gz and t10k-labels-idx1-ubyte.gz).
const begin = {
  mnist: { train: [5, 0, 4, 1, 9, 2, 1, 3], test: [7, 2, 1, 0, 4, 1, 4, 9] },
  fashionMnist: { train: [9, 0, 0, 3, 0, 2, 7, 2], test: [9, 2, 1, 1, 6, 1, 4, 6] },
} as const;

const whole = { train: 60_000, test: 10_000 } as const;

const labels = (name: keyof typeof begin, split: Split): Uint8Array<ArrayBuffer> => {
  const values = new Uint8Array(whole[split]);
  values.set(begin[name][split]);
  return encodeIdx({ dimensions: [values.length], values });
};

/** Clothes reach to the edges, digits do not. */
const images = (count: number, atEdges: number): Uint8Array<ArrayBuffer> => {
  const values = Uint8Array.from({ length: count * 784 }, (_, i) => {
    const [x, y] = [i % 28, Math.floor(i / 28) % 28];
    return x === 0 || x === 27 || y === 0 || y === 27 ? atEdges : 200;
  });
  return encodeIdx({ dimensions: [count, 28, 28], values });
};

/** All files bear MNIST's names. */
const file = (split: Split, kind: 'images-idx3' | 'labels-idx1', bytes: Uint8Array<ArrayBuffer>): File =>
  new File([bytes], `${split === 'train' ? 'train' : 't10k'}-${kind}-ubyte`);

describe('files of Fashion-MNIST', () => {
  it.each(['train', 'test'] as const)('are told from those of MNIST by their contents: %s', async (split) => {
    for (const name of ['mnist', 'fashionMnist'] as const) {
      const edges = name === 'mnist' ? 0 : 90;
      for (const handed of [
        file(split, 'images-idx3', images(80, edges)),
        file(split, 'labels-idx1', labels(name, split)),
        new File([await gzip(labels(name, split))], 'renamed'),
      ]) {
        const found = await recogniseFile(handed);
        expect(found?.kind === 'of' && found.datasets[0]).toBe(name);
      }
    }
  });

  it('with labels of no set are taken for none, with the names of those that are wanted', async () => {
    const others = encodeIdx({ dimensions: [60_000], values: new Uint8Array(60_000).fill(8) });
    expect(await recogniseFile(file('train', 'labels-idx1', others))).toEqual({
      kind: 'like',
      wanted: ['train-images-idx3-ubyte.gz', 'train-labels-idx1-ubyte.gz'],
    });
  });

  it('are sorted out of a heap with those of MNIST', async () => {
    const heap = [
      ...Object.values(await smallMnist()).map((bytes, i) => new File([bytes], String(i))),
      file('test', 'images-idx3', images(10_000, 90)),
      file('test', 'labels-idx1', labels('fashionMnist', 'test')),
    ];
    const clothes = await loadDataset('fashionMnist', [handedOverSource(fashionMnist, heap)], {
      split: 'test',
    });
    expect([clothes.count, clothes.classNames[9], clothes.classNames.length]).toEqual([
      10_000,
      'ankle boot',
      10,
    ]);
    expect(clothes.credit).toMatch(/Xiao.*Zalando.*MIT/);
    const digits = await loadDataset('mnist', [handedOverSource(mnist, heap)]);
    expect([digits.count, digits.credit]).toEqual([3, expect.stringContaining('LeCun')]);
  });

  it.each(['fashion', 'fashion-mnist', 'fashion-mnist/data/fashion', 'FashionMNIST/raw'])(
    'are found in the folder %s, and MNIST’s are not taken for them',
    async (folder) => {
      const files = await smallMnist();
      const read = (place: string) => (path: string) =>
        Promise.resolve(path.startsWith(place) ? files[path.slice(place.length)] : undefined);
      const load = (place: string) =>
        loadDataset('fashionMnist', [
          folderSource({ name: 'here', set: fashionMnist, readFile: read(place) }),
        ]);
      expect((await load(`${folder}/`)).count).toBe(3);
      await expect(load('')).rejects.toMatchObject({ code: 'no-data' });
    },
  );

  it('are refused from a mirror that has others: their packed digests are known', async () => {
    const [imageBytes, labelBytes] = Object.values(await smallMnist());
    const [imageFile, labelFile] = fashionMnist.files.train.map((kind) => kind.file);
    const source = memorySource({ [imageFile!]: imageBytes!, [labelFile!]: labelBytes! }, true);
    await expect(fashionMnist.load(source)).rejects.toMatchObject({
      code: 'bad-file',
      message: expect.stringMatching(/SHA-256 .* \(packed\), not 3aede38d/),
    });
  });

  it('lie in a folder of their own beside the page, and in the repository of their makers', async () => {
    const asked: string[] = [];
    const sources = webSources('fashionMnist', {
      dataAddress: 'https://lab.example/data/',
      fetch: (address) => {
        asked.push(new Request(address).url);
        return Promise.resolve(new Response(null, { status: 404 }));
      },
    });
    await expect(loadDataset('fashionMnist', sources)).rejects.toMatchObject({ code: 'no-data' });
    expect(asked).toEqual([
      'https://lab.example/data/fashion/train-images-idx3-ubyte.gz',
      'https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/train-images-idx3-ubyte.gz',
    ]);
  });
});
