// MNIST from its four gzip-packed IDX files (LeCun, Cortes, Burges; 28×28 grey, white on black).
import { digitNames } from './digits';
import {
  beginWith,
  imagesKind,
  isPartOfMnist,
  labelsKind,
  mnistFormat,
  side,
  spellingsOf,
  type MnistFormat,
} from './mnistFormat';
import { learnjs, type SpriteFile } from './spriteFile';

const kind = (file: string, bytes: number, sha256: string) => ({
  file,
  bytes,
  spellings: spellingsOf(file),
  sha256,
});

/** The digests are those of the unpacked files, since mirrors pack anew. */
const files = {
  train: {
    images: imagesKind(
      kind(
        'train-images-idx3-ubyte.gz',
        47_040_016,
        'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
      ),
    ),
    labels: labelsKind(
      kind(
        'train-labels-idx1-ubyte.gz',
        60_008,
        '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
      ),
    ),
  },
  test: {
    images: imagesKind(
      kind(
        't10k-images-idx3-ubyte.gz',
        7_840_016,
        '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
      ),
    ),
    labels: labelsKind(
      kind(
        't10k-labels-idx1-ubyte.gz',
        10_008,
        'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
      ),
    ),
  },
} satisfies MnistFormat['files'];

/** 65,000 digits, one-hot labels; the last 10,000 are kept for tests, as in the original demonstration. */
const sprite = (make: SpriteFile['make'], first: number, count: number): SpriteFile => ({
  make,
  columns: side * side,
  images: `${learnjs.address}mnist_images.png`,
  labels: `${learnjs.address}mnist_labels_uint8`,
  labelFormat: 'one-hot',
  means: [33.3],
  first,
  count,
  firstLabel: first,
});

/** Each digit fits a box of 20×20 in the middle of mass: of 80 images together at most 0.3 % of the margin is lit. */
export const mostMargin = 0.05;

export const mnist = mnistFormat({
  name: 'mnist',
  judge: 'judge.safetensors',
  classNames: digitNames,
  credit: 'MNIST by Yann LeCun and Corinna Cortes, CC BY-SA 3.0',
  files,
  holds: {
    images: ({ count, margin }) => margin < mostMargin && isPartOfMnist(count),
    labels: beginWith({ train: [5, 0, 4, 1, 9, 2, 1, 3], test: [7, 2, 1, 0, 4, 1, 4, 9] }),
  },
  folders: ['mnist/', 'MNIST/raw/', 'raw/'],
  mirrors: [
    { name: 'cdn.jsdelivr.net', address: 'https://cdn.jsdelivr.net/gh/fgnt/mnist/', forPages: true },
    {
      name: 'storage.googleapis.com',
      address: 'https://storage.googleapis.com/cvdf-datasets/mnist/',
      forPages: false,
    },
  ],
  sprites: [
    {
      name: learnjs.name,
      files: {
        [files.train.images.file]: sprite('idx-images', 0, 55_000),
        [files.train.labels.file]: sprite('idx-labels', 0, 55_000),
        [files.test.images.file]: sprite('idx-images', 55_000, 10_000),
        [files.test.labels.file]: sprite('idx-labels', 55_000, 10_000),
      },
    },
  ],
});
