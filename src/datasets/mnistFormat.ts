// Sets in the format of MNIST: for either split the images and the labels, each a gzip-packed IDX file. Many sets came
// after it under the same names of files, so that only what is inside can tell one from another.
import { LabError } from '../lab/errors';
import { badFile, readFile, type FileKind } from './bytes';
import { idxDimensions, idxHeader, parseIdx, type Idx } from './idx';
import type { Opening } from './opening';
import { inPart } from './progress';
import type { FiledSet } from './set';
import type { DataSource, Dataset, LoadOptions, Split } from './types';

/** Of the images, in pixels; they are grey. */
export const side = 28;

export const mnistImage = { height: side, width: side, channels: 1 } as const;

export interface MnistFormat extends Pick<
  FiledSet,
  'classNames' | 'credit' | 'judge' | 'folders' | 'mirrors' | 'sprites'
> {
  readonly name: Dataset['name'];
  readonly files: Readonly<Record<Split, { readonly images: FileKind; readonly labels: FileKind }>>;
  /** What its files hold, so that other sets' are not taken for them. */
  readonly holds: {
    /** Whether images are like its own, by {@link marginShare}. */
    readonly images: (marginShare: number) => boolean;
    /** With which labels its whole files begin. */
    readonly labels: Readonly<Record<Split, readonly number[]>>;
  };
}

export const imagesKind = (kind: Omit<FileKind, 'expected'>): FileKind => ({
  ...kind,
  expected: `gzip-packed IDX images of ${side}×${side} bytes`,
});

export const labelsKind = (kind: Omit<FileKind, 'expected'>): FileKind => ({
  ...kind,
  expected: 'gzip-packed IDX labels from 0 to 9, one for each image',
});

/** Names of an unpacked file, as the tool that unpacked it on Windows wrote it, too. */
export const spellingsOf = (file: string): readonly string[] => {
  const plain = file.replace(/\.gz$/, '');
  return [plain, plain.replace('-idx', '.idx')];
};

/** Images of the whole files. */
const wholeCount: Readonly<Record<Split, number>> = { train: 60_000, test: 10_000 };

/** A set of 28×28 grey images in ten classes. */
export function mnistFormat({ name, classNames, credit, files, holds, ...places }: MnistFormat): FiledSet {
  const { train, test } = files;

  /** Any IDX files of 28×28 images in ten classes under its names will do. */
  async function load(source: DataSource, options: LoadOptions = {}): Promise<Dataset> {
    const kinds = files[options.split ?? 'train'];
    // The images are some 300 times as long as the labels: they are nearly all of the progress.
    const images = await read(source, kinds.images, 3, inPart(options, 0, 0.99));
    const [count = 0, height = 0, width = 0] = images.dimensions;
    if (count === 0 || height !== side || width !== side) {
      throw badFile(kinds.images, `holds ${count} images of ${height}×${width}`);
    }
    const labels = await read(source, kinds.labels, 1, inPart(options, 0.99, 1));
    if (labels.values.length !== count) {
      throw badFile(kinds.labels, `holds ${labels.values.length} labels for ${count} images`);
    }
    const strange = labels.values.find((label) => label >= classNames.length);
    if (strange !== undefined) throw badFile(kinds.labels, `holds the label ${strange}`);

    const taken = Math.min(count, options.limit ?? count);
    return {
      name,
      count: taken,
      ...mnistImage,
      images: images.values.slice(0, taken * side * side),
      labels: labels.values.slice(0, taken),
      classNames,
      credit,
    };
  }

  function recognise({ name: file, bytes }: Opening): readonly string[] {
    const [count, ...size] = idxDimensions(bytes) ?? [];
    if (count === undefined) return [];
    const isTest = count === wholeCount.test || (count !== wholeCount.train && /t10k|test/i.test(file));
    const split = isTest ? 'test' : 'train';
    const values = bytes.subarray(idxHeader(1 + size.length));
    if (size.length > 0) {
      const isOurs = size.join('×') === `${side}×${side}` && holds.images(marginShare(values));
      return isOurs ? [files[split].images.file] : [];
    }
    // Those of a part of the set may begin with anything.
    const isOurs =
      count !== wholeCount[split] || holds.labels[split].every((label, i) => values[i] === label);
    return isOurs ? [files[split].labels.file] : [];
  }

  return {
    ...places,
    from: 'files',
    image: mnistImage,
    classNames,
    credit,
    files: { train: [train.images, train.labels], test: [test.images, test.labels] },
    archives: [],
    recognise,
    resembles: ({ name: file, bytes }) => idxDimensions(bytes) !== null || /mnist|idx[13]-ubyte/i.test(file),
    wanted: [train.images.file, train.labels.file],
    load,
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

/** Which share of the pixels along the edges of 28×28 images is not black, 0 to 1. */
function marginShare(pixels: Uint8Array): number {
  const isMargin = (pixel: number): boolean => {
    const [x, y] = [pixel % side, Math.floor(pixel / side)];
    return x === 0 || x === side - 1 || y === 0 || y === side - 1;
  };
  const margin = pixels.filter((_, i) => isMargin(i % (side * side)));
  return margin.filter((value) => value > 0).length / Math.max(1, margin.length);
}
