// The sets that came after MNIST in its format: what their files hold, and whose a file is by what is inside it.
// Layouts, counts and first labels: torchvision.datasets.mnist, the README files of rois-codh/kmnist and
// facebookresearch/qmnist, the cards of tanganke/emnist_letters and ernestchu/emnist-digits on the Hugging Face Hub.
import { describe, expect, it } from 'vitest';
import { emnistDigits, emnistLetters } from './emnist';
import { folderSource } from './folder';
import { encodeIdx } from './idx';
import { kmnist } from './kmnist';
import { loadDataset } from './load';
import { qmnist } from './qmnist';
import { recogniseFile } from './recognise';
import { gzip, memorySource } from './testSources';
import { webSources } from './web';

/** The beginning of a file of so many images, all pixels of the margin alike, all others 200. */
function imagesOpening(count: number, margin: number): Uint8Array<ArrayBuffer> {
  const shown = 20;
  const values = Uint8Array.from({ length: shown * 784 }, (_, i) => {
    const [x, y] = [i % 28, Math.floor(i / 28) % 28];
    return x === 0 || x === 27 || y === 0 || y === 27 ? margin : 200;
  });
  const bytes = encodeIdx({ dimensions: [shown, 28, 28], values });
  new DataView(bytes.buffer).setUint32(4, count);
  return bytes;
}

function labelsOpening(count: number, first: readonly number[]): Uint8Array<ArrayBuffer> {
  const bytes = encodeIdx({ dimensions: [first.length], values: Uint8Array.from(first) });
  new DataView(bytes.buffer).setUint32(4, count);
  return bytes;
}

/** QMNIST's labels: 0x0c02, rows, columns, then big-endian integers, the class in the first column. */
function intRows(classes: readonly number[], columns = 8): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(12 + 4 * columns * classes.length);
  const view = new DataView(bytes.buffer);
  [0x0c02, classes.length, columns].forEach((number, i) => view.setUint32(4 * i, number));
  classes.forEach((label, row) => {
    for (let column = 0; column < columns; column++)
      view.setInt32(12 + 4 * (row * columns + column), column === 0 ? label : 1000 * (row + 1) + column);
  });
  return bytes;
}

const emnistFiles = (part: string) =>
  [`emnist-${part}-train-images-idx3-ubyte.gz`, `emnist-${part}-train-labels-idx1-ubyte.gz`] as const;

/** Two images that are dark but for one pixel each, (row 2, column 20) and (row 5, column 3), column by column. */
const columnwise = (() => {
  const values = new Uint8Array(2 * 784);
  values[20 * 28 + 2] = 250;
  values[784 + 3 * 28 + 5] = 90;
  return encodeIdx({ dimensions: [2, 28, 28], values });
})();

const rowwise = [2 * 28 + 20, 784 + 5 * 28 + 3];

const lit = (images: Uint8Array): readonly number[] => [...images.keys()].filter((i) => (images[i] ?? 0) > 0);

describe('EMNIST', () => {
  const [imagesFile, labelsFile] = emnistFiles('letters');
  const withLabels = async (...values: readonly number[]) =>
    memorySource({
      [imagesFile]: await gzip(columnwise),
      [labelsFile]: encodeIdx({ dimensions: [values.length], values: Uint8Array.from(values) }),
    });

  it('lets its letters stand upright, the first of them A', async () => {
    const set = await emnistLetters.load(await withLabels(23, 1));
    expect(lit(set.images)).toEqual(rowwise);
    expect([...set.labels].map((label) => set.classNames[label])).toEqual(['W', 'A']);
    expect([set.classNames.length, set.images[rowwise[0] ?? 0]]).toEqual([26, 250]);
  });

  it.each([0, 27])('refuses the letter number %i', async (label) => {
    await expect(emnistLetters.load(await withLabels(1, label))).rejects.toThrow(
      `holds the label ${label}, expected gzip-packed IDX labels from 1 to 26`,
    );
  });

  it('has digits that stand upright, too, and are found in the folders that people have', async () => {
    const [images, labels] = emnistFiles('digits');
    const files: Record<string, Uint8Array> = {
      [`EMNIST/raw/${images.replace('.gz', '')}`]: columnwise,
      [`EMNIST/raw/${labels.replace('.gz', '')}`]: encodeIdx({
        dimensions: [2],
        values: Uint8Array.of(0, 9),
      }),
    };
    const source = folderSource({
      name: 'here',
      set: emnistDigits,
      readFile: (path) => Promise.resolve(files[path]),
    });
    const set = await emnistDigits.load(source);
    expect([lit(set.images), ...set.labels]).toEqual([rowwise, 0, 9]);
  });
});

describe('QMNIST', () => {
  const [imagesFile = '', labelsFile = ''] = qmnist.files.train.map(({ file }) => file);
  const images = encodeIdx({ dimensions: [3, 28, 28], values: new Uint8Array(3 * 784).fill(7) });

  it('takes the class out of rows of eight integers', async () => {
    const source = memorySource({ [imagesFile]: images, [labelsFile]: await gzip(intRows([5, 0, 9])) });
    expect([...(await qmnist.load(source)).labels]).toEqual([5, 0, 9]);
  });

  it.each<[string, Uint8Array, RegExp]>([
    ['other columns', intRows([5, 0, 4], 7), /has 7 columns, expected .* rows of 8 integers/],
    ['bytes', encodeIdx({ dimensions: [3], values: Uint8Array.of(5, 0, 4) }), /number 2049 instead of 3074/],
    ['a class below 0', intRows([5, -1, 4]), /holds the label -1/],
    ['a class that no byte holds', intRows([5, 256, 4]), /holds the label 256/],
    ['a row cut off', intRows([5, 0, 4]).subarray(0, 100), /has 100 bytes instead of the 108/],
  ])('refuses %s', async (_, labels, sentence) => {
    const loading = qmnist.load(memorySource({ [imagesFile]: images, [labelsFile]: labels }));
    await expect(loading).rejects.toMatchObject({
      code: 'bad-file',
      message: expect.stringMatching(sentence),
    });
  });
});

describe('a file in the format of MNIST', () => {
  const train = 60_000;
  it.each<[string, string, Uint8Array<ArrayBuffer>, readonly string[]]>([
    ['digits', 'a', imagesOpening(train, 0), ['mnist', 'qmnist']],
    ['what fills the image', 'a', imagesOpening(train, 90), ['fashionMnist', 'kmnist']],
    ['the latter under its name', 'kmnist-train-images', imagesOpening(train, 90), ['kmnist']],
    ['digits under the name of QMNIST', 'qmnist-train-images', imagesOpening(train, 0), ['qmnist']],
    ['124,800 images', 'a', imagesOpening(124_800, 0), ['emnistLetters']],
    ['240,000 images', 'a', imagesOpening(240_000, 0), ['emnistDigits']],
    ['test letters', 'emnist-letters-test-images', imagesOpening(20_800, 0), ['emnistLetters']],
    ['first labels of KMNIST', 'a', labelsOpening(train, [8, 7, 0, 1, 4, 2, 4, 8]), ['kmnist']],
    ['first labels of MNIST', 'a', labelsOpening(train, [5, 0, 4, 1, 9, 2, 1, 3]), ['mnist']],
    ['124,800 labels', 'a', labelsOpening(124_800, [23, 7, 16]), ['emnistLetters']],
    ['240,000 labels', 'a', labelsOpening(240_000, [8, 9, 6]), ['emnistDigits']],
    ['rows of eight integers', 'a', intRows([5, 0, 4]), ['qmnist']],
    // A part of EMNIST with MNIST's count, which lies on its side.
    ['EMNIST’s own MNIST', 'emnist-mnist-train-images', imagesOpening(train, 0), []],
    ['EMNIST’s 47 classes', 'emnist-balanced-train-images', imagesOpening(112_800, 0), []],
  ])('%s', async (_, name, bytes, datasets) => {
    for (const content of [bytes, await gzip(bytes)]) {
      const found = await recogniseFile(new File([content], `${name}-idx3-ubyte`));
      expect(found?.kind === 'of' ? found.datasets : []).toEqual(datasets);
    }
  });
});

it('Kuzushiji-MNIST is refused from a place that has another set under its name', async () => {
  const [images = '', labels = ''] = kmnist.files.train.map(({ file }) => file);
  const other = await gzip(imagesOpening(20, 90));
  await expect(kmnist.load(memorySource({ [images]: other, [labels]: other }, true))).rejects.toThrow(
    /SHA-256 .* \(packed\), not 51467d22/,
  );
});

it.each([
  ['kmnist', ['https://lab.example/data/kmnist/train-images-idx3-ubyte.gz']],
  ['emnistLetters', ['https://lab.example/data/emnist-letters-train-images-idx3-ubyte.gz']],
  [
    'qmnist',
    [
      'https://lab.example/data/qmnist-train-images-idx3-ubyte.gz',
      'https://raw.githubusercontent.com/facebookresearch/qmnist/master/qmnist-train-images-idx3-ubyte.gz',
    ],
  ],
] as const)('%s is looked for beside the page, and where its makers keep it', async (name, places) => {
  const asked: string[] = [];
  const sources = webSources(name, {
    dataAddress: 'https://lab.example/data/',
    fetch: (address) => {
      asked.push(new Request(address).url);
      return Promise.resolve(new Response(null, { status: 404 }));
    },
  });
  await expect(loadDataset(name, sources)).rejects.toMatchObject({ code: 'no-data' });
  expect(asked).toEqual(places);
});
