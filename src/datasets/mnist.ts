// MNIST from its four gzip-packed IDX files (LeCun, Cortes, Burges; 28×28 grey, white on black).
import { LabError } from '../lab/errors';
import { badFile, readFile, type FileKind } from './bytes';
import { digitNames } from './digits';
import { idxDimensions, parseIdx, type Idx } from './idx';
import type { Opening } from './opening';
import { inPart } from './progress';
import type { FiledSet } from './set';
import { learnjs, type SpriteFile } from './sprite';
import type { DataSource, Dataset, LoadOptions, Split } from './types';

const side = 28;

const mnistCredit = 'MNIST by Yann LeCun and Corinna Cortes, CC BY-SA 3.0';

/** As the tool that unpacked them on Windows named them, too. */
const spellings = (file: string): readonly string[] => {
  const plain = file.replace(/\.gz$/, '');
  return [plain, plain.replace('-idx', '.idx')];
};

const images = (file: string, sha256: string): FileKind => ({
  file,
  spellings: spellings(file),
  expected: `gzip-packed IDX images of ${side}×${side} bytes`,
  sha256,
});

const labels = (file: string, sha256: string): FileKind => ({
  file,
  spellings: spellings(file),
  expected: 'gzip-packed IDX labels from 0 to 9, one for each image',
  sha256,
});

/** The files of each split; the digests are those of the unpacked files, since mirrors pack anew. */
const mnistFiles = {
  train: {
    images: images(
      'train-images-idx3-ubyte.gz',
      'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
    ),
    labels: labels(
      'train-labels-idx1-ubyte.gz',
      '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
    ),
  },
  test: {
    images: images(
      't10k-images-idx3-ubyte.gz',
      '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
    ),
    labels: labels(
      't10k-labels-idx1-ubyte.gz',
      'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
    ),
  },
} as const satisfies Record<Split, { images: FileKind; labels: FileKind }>;

/**
 * Loads one split of MNIST; any IDX files of 28×28 images in ten classes under its names will do.
 * @throws LabError `no-data` where the source lacks a file, `bad-file` where one is damaged or something else.
 */
export async function loadMnist(source: DataSource, options: LoadOptions = {}): Promise<Dataset> {
  const files = mnistFiles[options.split ?? 'train'];
  // The images are some 300 times as long as the labels: they are nearly all of the progress.
  const imageIdx = await read(source, files.images, 3, inPart(options, 0, 0.99));
  const [count = 0, height = 0, width = 0] = imageIdx.dimensions;
  if (count === 0 || height !== side || width !== side) {
    throw badFile(files.images, `holds ${count} images of ${height}×${width}`);
  }
  const labelIdx = await read(source, files.labels, 1, inPart(options, 0.99, 1));
  if (labelIdx.values.length !== count) {
    throw badFile(files.labels, `holds ${labelIdx.values.length} labels for ${count} images`);
  }
  const strange = labelIdx.values.find((label) => label > 9);
  if (strange !== undefined) throw badFile(files.labels, `holds the label ${strange}`);

  const taken = Math.min(count, options.limit ?? count);
  return {
    name: 'mnist',
    count: taken,
    height: side,
    width: side,
    channels: 1,
    images: imageIdx.values.slice(0, taken * side * side),
    labels: labelIdx.values.slice(0, taken),
    classNames: digitNames,
    credit: mnistCredit,
  };
}

async function read(source: DataSource, kind: FileKind, rank: number, options: LoadOptions): Promise<Idx> {
  const bytes = await readFile(source, kind, options);
  if (!bytes) {
    throw new LabError('no-data', `${source.name} has no ${kind.file} (${kind.expected}).`, {
      reason: { name: 'file-lacking', values: { file: kind.file } },
    });
  }
  return parseIdx(kind, bytes, rank);
}

/** Both files of a split, by what is inside: the test split is the one of 10,000. */
function recognise({ name, bytes }: Opening): readonly string[] {
  const [count, ...size] = idxDimensions(bytes) ?? [];
  if (count === undefined || (size.length > 0 && size.join('×') !== `${side}×${side}`)) return [];
  const isTest = count === 10_000 || (count !== 60_000 && /t10k|test/i.test(name));
  const files = mnistFiles[isTest ? 'test' : 'train'];
  return [(size.length > 0 ? files.images : files.labels).file];
}

/** 65,000 digits, one-hot labels; the last 10,000 are kept for tests, as in the original demonstration. */
const sprite = (make: SpriteFile['make'], first: number, count: number): SpriteFile => ({
  make,
  columns: side * side,
  images: `${learnjs.address}mnist_images.png`,
  labels: `${learnjs.address}mnist_labels_uint8`,
  labelFormat: 'one-hot',
  first,
  count,
  firstLabel: first,
});

export const mnist: FiledSet = {
  from: 'files',
  image: { height: side, width: side, channels: 1 },
  classNames: digitNames,
  credit: mnistCredit,
  files: {
    train: [mnistFiles.train.images, mnistFiles.train.labels],
    test: [mnistFiles.test.images, mnistFiles.test.labels],
  },
  folders: ['mnist/', 'MNIST/raw/', 'raw/'],
  archives: [],
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
        [mnistFiles.train.images.file]: sprite('idx-images', 0, 55_000),
        [mnistFiles.train.labels.file]: sprite('idx-labels', 0, 55_000),
        [mnistFiles.test.images.file]: sprite('idx-images', 55_000, 10_000),
        [mnistFiles.test.labels.file]: sprite('idx-labels', 55_000, 10_000),
      },
    },
  ],
  recognise,
  resembles: ({ name, bytes }) => idxDimensions(bytes) !== null || /mnist|idx[13]-ubyte/i.test(name),
  wanted: [mnistFiles.train.images.file, mnistFiles.train.labels.file],
  load: loadMnist,
};
