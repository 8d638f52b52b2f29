// Sets in the format of MNIST: for either split the images and the labels, each a gzip-packed IDX file. Many sets came
// after it, some under the same names of files, so that only what is inside can tell one from another.
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

/** The labels of a set where they are not IDX bytes. */
export interface LabelFormat {
  /** One number an image. @throws LabError `bad-file` where the file is damaged or something else. */
  readonly parse: (kind: FileKind, bytes: Uint8Array) => ArrayLike<number>;
  /** How many there are and the first of them, from the beginning of a file; null for another kind of file. */
  readonly peek: (bytes: Uint8Array) => FirstLabels | null;
}

export interface FirstLabels {
  readonly count: number;
  readonly first: ArrayLike<number>;
}

/** What a set's files hold, so that other sets' are not taken for them. */
export interface Holds {
  /** How its files are called where their names tell them from MNIST's. */
  readonly named?: RegExp;
  /** Whether so many images may be its own; `margin` is the share of the pixels along their edges that are lit, 0 to 1. */
  readonly images: (found: { readonly count: number; readonly margin: number }) => boolean;
  readonly labels: (found: FirstLabels & { readonly split: Split }) => boolean;
}

export interface MnistFormat extends Pick<
  FiledSet,
  'classNames' | 'credit' | 'judge' | 'folders' | 'mirrors' | 'sprites'
> {
  readonly name: Dataset['name'];
  readonly files: Readonly<Record<Split, { readonly images: FileKind; readonly labels: FileKind }>>;
  /** Images of the whole files: MNIST's, when left out. */
  readonly counts?: Readonly<Record<Split, number>>;
  readonly labels?: LabelFormat;
  /** The label of the first class; 0 when left out. */
  readonly firstLabel?: number;
  /** Each image lies there column by column. */
  readonly transposed?: boolean;
  readonly holds: Holds;
}

export const imagesKind = (kind: Omit<FileKind, 'expected'>): FileKind => ({
  ...kind,
  expected: `gzip-packed IDX images of ${side}×${side} bytes`,
});

export const labelsKind = (
  kind: Omit<FileKind, 'expected'>,
  [first, last]: readonly [number, number] = [0, 9],
): FileKind => ({
  ...kind,
  expected: `gzip-packed IDX labels from ${first} to ${last}, one for each image`,
});

/** Names of an unpacked file, as the tool that unpacked it on Windows wrote it, too. */
export const spellingsOf = (file: string): readonly string[] => {
  const plain = file.replace(/\.gz$/, '');
  return [plain, plain.replace('-idx', '.idx')];
};

/**
 * Kinds of the files of a set that has MNIST's names of files, and therefore a folder of its own.
 * @param elsewhere folders in which people have them
 * @returns of a file: its kind, by its bytes unpacked and the SHA-256 of it as it is published
 */
export const kindsIn =
  (folder: string, elsewhere: readonly string[]) => (file: string, bytes: number, packedSha256: string) => ({
    file: folder + file,
    bytes,
    spellings: [folder, ...elsewhere].flatMap((place) => spellingsOf(file).map((name) => place + name)),
    packedSha256,
  });

/** Images of the whole files of MNIST, and of those that take its place. */
const mnistCounts: Readonly<Record<Split, number>> = { train: 60_000, test: 10_000 };

/** Whether there are no more images than in MNIST, or in a part of it. */
export const isPartOfMnist = (count: number): boolean => count <= mnistCounts.train;

/** What other sets' files are called where it is not as MNIST's. */
const otherNames = /[ekq]mnist|kuzushiji|fashion/i;

const byteLabels: LabelFormat = {
  parse: (kind, bytes) => parseIdx(kind, bytes, 1).values,
  peek(bytes) {
    const [count, ...rest] = idxDimensions(bytes) ?? [];
    return count === undefined || rest.length > 0 ? null : { count, first: bytes.subarray(idxHeader(1)) };
  },
};

/** For `Holds.labels`: with what the whole files begin. Those of a part of the set may begin with anything. */
export const beginWith =
  (published: Readonly<Record<Split, readonly number[] | null>>): Holds['labels'] =>
  ({ count, first, split }) =>
    count === mnistCounts[split]
      ? published[split]?.every((label, i) => first[i] === label) === true
      : isPartOfMnist(count);

/** A set of 28×28 grey images. */
export function mnistFormat({ name, classNames, credit, files, holds, ...format }: MnistFormat): FiledSet {
  const { counts = mnistCounts, labels: labelFormat = byteLabels, ...others } = format;
  const { firstLabel = 0, transposed = false, ...places } = others;
  const { train, test } = files;

  /** Any IDX files of 28×28 images in its classes under its names will do. */
  async function load(source: DataSource, options: LoadOptions = {}): Promise<Dataset> {
    const kinds = files[options.split ?? 'train'];
    // The images are some 300 times as long as the labels: they are nearly all of the progress.
    const images = await readImages(source, kinds.images, inPart(options, 0, 0.99));
    const [count = 0] = images.dimensions;
    const labelBytes = await read(source, kinds.labels, inPart(options, 0.99, 1));
    const labels = labelFormat.parse(kinds.labels, labelBytes);
    if (labels.length !== count) {
      throw badFile(kinds.labels, `holds ${labels.length} labels for ${count} images`);
    }
    const classes = Int32Array.from(labels, (label) => label - firstLabel);
    const strange = classes.find((label) => label < 0 || label >= classNames.length);
    if (strange !== undefined) throw badFile(kinds.labels, `holds the label ${strange + firstLabel}`);

    const taken = Math.min(count, options.limit ?? count);
    // All of them stay where they are: a copy would be as large again. What is turned may be somebody else's.
    const length = taken * side * side;
    const values = taken === count && !transposed ? images.values : images.values.slice(0, length);
    return {
      name,
      count: taken,
      ...mnistImage,
      images: transposed ? transposeAll(values) : values,
      labels: Uint8Array.from(classes.subarray(0, taken)),
      classNames,
      credit,
    };
  }

  /** What a file is called may say whose it is. */
  const isOurs = (file: string, isInside: boolean): boolean =>
    holds.named?.test(file) === true || (isInside && !otherNames.test(file));

  const splitOf = (file: string, count: number): Split => {
    const isWhole = (split: Split): boolean => count === counts[split] && counts.train !== counts.test;
    return isWhole('test') || (!isWhole('train') && /t10k|test/i.test(file)) ? 'test' : 'train';
  };

  function recognise({ name: file, bytes }: Opening): readonly string[] {
    const labels = labelFormat.peek(bytes);
    if (labels) {
      const split = splitOf(file, labels.count);
      return isOurs(file, holds.labels({ ...labels, split })) ? [files[split].labels.file] : [];
    }
    const [count, ...size] = idxDimensions(bytes) ?? [];
    if (count === undefined || size.join('×') !== `${side}×${side}`) return [];
    const margin = marginShare(bytes.subarray(idxHeader(3)));
    return isOurs(file, holds.images({ count, margin })) ? [files[splitOf(file, count)].images.file] : [];
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

async function readImages(source: DataSource, kind: FileKind, options: LoadOptions): Promise<Idx> {
  const images = parseIdx(kind, await read(source, kind, options), 3);
  const [count = 0, height = 0, width = 0] = images.dimensions;
  if (count === 0 || height !== side || width !== side) {
    throw badFile(kind, `holds ${count} images of ${height}×${width}`);
  }
  return images;
}

async function read(source: DataSource, kind: FileKind, options: LoadOptions): Promise<Uint8Array> {
  const bytes = await readFile(source, kind, options);
  if (!bytes) {
    throw new LabError('no-data', `${source.name} has no ${kind.file} (${kind.expected}).`, {
      reason: { name: 'file-lacking', values: { file: kind.file } },
    });
  }
  return bytes;
}

/** Rows for columns in each of the images, in place. */
function transposeAll(images: Uint8Array): Uint8Array {
  for (let first = 0; first < images.length; first += side * side) {
    for (let y = 0; y < side; y++) {
      for (let x = y + 1; x < side; x++) {
        const [here, there] = [first + y * side + x, first + x * side + y];
        const value = images[here]!;
        images[here] = images[there]!;
        images[there] = value;
      }
    }
  }
  return images;
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
