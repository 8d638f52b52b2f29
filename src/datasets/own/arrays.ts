// Files that hold many images at once, as pictures of one's own: NumPy's arrays, IDX, CIFAR's records. Their labels
// count as folders.
import { badFile } from '../bytes';
import { record, side } from '../cifarRecords';
import { idxDimensions, parseIdx } from '../idx';
import { npyImages, npyLabels, parseNpy, type ArrayImages, type Npy } from '../npy';
import { isNpy } from '../opening';
import type { OwnFile } from './files';
import { rasterFile } from './rasterFile';

/** A file that was read as a whole, unpacked. */
export interface ArrayFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

interface Labelled {
  readonly name: string;
  readonly images: ArrayImages;
  readonly labels: readonly number[] | null;
}

/** What of the beginning tells that a file is one of these. @param bytes unpacked */
export const looksLikeArray = (name: string, bytes: Uint8Array, length: number): boolean =>
  isNpy(bytes) || idxDimensions(bytes) !== null || (/\.bin$/i.test(name) && recordOf(length) !== null);

/**
 * The images of files: of several arrays each with the labels that fit it.
 * @throws LabError `bad-file` where one is damaged, of another type, order or shape; where there are labels alone
 */
export function imagesOfArrays(files: readonly ArrayFile[]): readonly OwnFile[] {
  const npy = files.filter(({ bytes }) => isNpy(bytes));
  const idx = files.filter(({ bytes }) => !isNpy(bytes) && idxDimensions(bytes) !== null);
  const others = files.filter((file) => !npy.includes(file) && !idx.includes(file));
  return [...ofNpy(npy), ...ofIdx(idx), ...others.map(ofCifar)].flatMap(pictures);
}

/** Arrays for training come before those for tests, and what is called images before what is not. */
const rank = (name: string): number =>
  (/train/i.test(name) ? 0 : /test|val/i.test(name) ? 4 : 2) + (/images|(^|_)x|arr_0/i.test(name) ? 0 : 1);

function ofNpy(files: readonly ArrayFile[]): readonly Labelled[] {
  const arrays = files
    .map(({ name, bytes }) => ({ name, array: parseNpy(name, bytes) }))
    .toSorted((a, b) => rank(a.name) - rank(b.name));
  const isList = ({ shape }: Npy): boolean => shape.length < 2 || (shape.length === 2 && shape[1] === 1);
  // Of an archive with parts for training and for tests the first is taken.
  const first = arrays.find(({ array }) => !isList(array));
  if (!first) {
    const [{ name, array } = { name: '', array: null }] = arrays;
    if (array) npyImages(name, array);
    return [];
  }
  const images = npyImages(first.name, first.array);
  const labels = arrays.map(({ array }) => npyLabels(array, images.count)).find((list) => list !== null);
  return [{ name: first.name, images, labels: labels ?? null }];
}

function ofIdx(files: readonly ArrayFile[]): readonly Labelled[] {
  const kinds = files.map((file) => ({ ...file, dimensions: idxDimensions(file.bytes) ?? [] }));
  const kind = (file: string) => ({ file, expected: 'IDX images or labels' });
  return kinds
    .filter(({ dimensions }) => dimensions.length === 3)
    .map(({ name, bytes, dimensions: [count = 0, height = 0, width = 0] }) => {
      const { values } = parseIdx(kind(name), bytes, 3);
      if (count === 0 || height === 0 || width === 0) throw badFile(kind(name), 'holds no images');
      const list = kinds.find((other) => other.dimensions.length === 1 && other.dimensions[0] === count);
      const labels = list ? [...parseIdx(kind(list.name), list.bytes, 1).values] : null;
      return { name, images: { count, height, width, channels: 1, bytes: values, planes: false }, labels };
    });
}

/** Bytes of a label before the planes: one in CIFAR-10, a coarse and a fine one in CIFAR-100. */
const recordOf = (length: number): number | null =>
  length > 0 ? ([record, record + 1].find((size) => length % size === 0) ?? null) : null;

function ofCifar({ name, bytes }: ArrayFile): Labelled {
  const size = recordOf(bytes.length);
  if (size === null)
    throw badFile({ file: name, expected: 'records of CIFAR-10 or CIFAR-100' }, 'has no whole records');
  const count = bytes.length / size;
  const begin = size - (record - 1);
  const planes = new Uint8Array(count * (record - 1));
  for (let i = 0; i < count; i++)
    planes.set(bytes.subarray(i * size + begin, (i + 1) * size), i * (record - 1));
  return {
    name,
    images: { count, height: side, width: side, channels: 3, bytes: planes, planes: true },
    labels: Array.from({ length: count }, (_, i) => bytes[i * size] ?? 0),
  };
}

function pictures({ name, images, labels }: Labelled): readonly OwnFile[] {
  const { count, height, width } = images;
  return Array.from({ length: count }, (_, i) =>
    rasterFile(`${name}/${labels ? `${labels[i]}/` : ''}${i}.png`, images, () => ({
      width,
      height,
      data: rgbaOf(images, i),
    })),
  );
}

function rgbaOf({ height, width, channels, bytes, planes }: ArrayImages, index: number): Uint8Array {
  const pixels = height * width;
  const from = index * pixels * channels;
  const rgba = new Uint8Array(4 * pixels);
  const value = (pixel: number, channel: number): number =>
    bytes[from + (planes ? channel * pixels + pixel : pixel * channels + channel)] ?? 0;
  for (let pixel = 0; pixel < pixels; pixel++) {
    for (let c = 0; c < 3; c++) rgba[4 * pixel + c] = value(pixel, channels < 3 ? 0 : c);
    rgba[4 * pixel + 3] = channels === 4 ? value(pixel, 3) : 255;
  }
  return rgba;
}
