// Data sets that the Web keeps as one tall PNG, an image a row: turned back into the files of the original, so that
// the ordinary loaders check and read them. Decoding the PNG is passed in.
import { LabError } from '../lab/errors';
import type { Reason } from '../lab/reasons';
import { encodeIdx } from './idx';
import { download, type AddressOptions } from './source';
import type { SpriteFile } from './spriteFile';
import type { DataSource, ReadOptions } from './types';

export interface DecodedImage {
  readonly width: number;
  readonly height: number;
  /** Rows `from` … `from + count − 1` as RGBA bytes, [count, width, 4]: tall sprites exceed what a canvas holds. */
  readonly readRows: (from: number, count: number) => Promise<Uint8Array | Uint8ClampedArray>;
  /** Frees the pixels: a sprite takes some 200 MB. */
  readonly close: () => void;
}

export type DecodeImage = (png: Uint8Array) => Promise<DecodedImage>;

export type SpriteOptions = Pick<AddressOptions, 'name' | 'fetch' | 'patienceMs'> & {
  readonly decode: DecodeImage;
  readonly files: Readonly<Record<string, SpriteFile>>;
};

/** Rows decoded at a time. */
const slab = 1000;

/** @returns a source whose files are made from sprites and checked by size, label counts and mean pixels. */
export function spriteSource(options: SpriteOptions): DataSource {
  return {
    name: options.name,
    checkDigests: false,
    async read(file, readOptions) {
      const part = Object.hasOwn(options.files, file) ? options.files[file] : undefined;
      if (!part) return undefined;
      if (part.make === 'idx-labels') {
        const values = await readLabels(part, options, readOptions);
        return values && encodeIdx({ dimensions: [part.count], values });
      }
      const png = await download(part.images, options, { ...readOptions, limit: undefined });
      if (!png) return undefined;
      const image = await decoded(png, part, options);
      try {
        if (part.make === 'idx-images') {
          const side = Math.sqrt(image.width);
          return encodeIdx({ dimensions: [part.count, side, side], values: await readGrey(image, part) });
        }
        const labels = await readLabels(part, options, { signal: readOptions.signal });
        return labels && (await readRecords(image, part, labels));
      } finally {
        image.close();
      }
    },
  };
}

const damaged = (file: string): Reason => ({ name: 'data-file', values: { file } });

async function decoded(png: Uint8Array, part: SpriteFile, options: SpriteOptions): Promise<DecodedImage> {
  const { columns: width } = part;
  const height = part.first + part.count;
  let image: DecodedImage;
  try {
    image = await options.decode(png);
  } catch (cause) {
    throw new LabError(
      'bad-file',
      `${part.images} is no readable PNG, expected a sprite of ${width} columns.`,
      { cause, reason: damaged(part.images) },
    );
  }
  if (image.width === width && image.height >= height) return image;
  image.close();
  const found = `is ${image.width}×${image.height} pixels`;
  throw wrong(part.images, `${found}, expected ${width} columns and at least ${height} rows`);
}

async function readLabels(
  part: SpriteFile,
  options: SpriteOptions,
  readOptions: ReadOptions,
): Promise<Uint8Array | undefined> {
  const bytes = await download(part.labels, options, { ...readOptions, limit: undefined });
  if (!bytes) return undefined;
  const all = part.labelFormat === 'json' ? jsonLabels(part, bytes) : oneHotLabels(bytes);
  const end = part.firstLabel + part.count;
  if (all.length < end) throw wrong(part.labels, `has ${all.length} labels, expected at least ${end}`);
  const labels = all.slice(part.firstLabel, end);
  checkLabels(part, labels);
  return labels;
}

const wrong = (address: string, what: string): LabError =>
  new LabError('bad-file', `${address} ${what}.`, { reason: damaged(address) });

/** In all sets that come this way every class has about a tenth of the images. */
const shares = { least: 0.05, most: 0.15 } as const;

/** No digest of the rebuilt file is known, for the order of the images is the place's own: counts stand for it. */
function checkLabels({ labels: address, count }: SpriteFile, labels: Uint8Array): void {
  for (let digit = 0; digit < 10; digit++) {
    const share = labels.reduce((sum, label) => sum + Number(label === digit), 0) / count;
    if (share < shares.least || share > shares.most)
      throw wrong(
        address,
        `gives class ${digit} ${(100 * share).toFixed(1)} % of the images, expected about 10 %`,
      );
  }
}

/** How far the mean of a channel may be from that of the set, in bytes. */
const meanTolerance = 4;

/** The same for pixels. A browser that hides its canvas from being recognised gives back noise, or white. */
function checkMeans({ images: address, means }: SpriteFile, sums: readonly number[], pixels: number): void {
  for (const [channel, mean] of means.entries()) {
    const found = (sums[channel] ?? Number.NaN) / pixels;
    if (Math.abs(found - mean) <= meanTolerance) continue;
    throw wrong(
      address,
      `has pixels of ${found.toFixed(1)} on average (channel ${channel}), expected ${mean}`,
    );
  }
}

const oneHotLabels = (bytes: Uint8Array): Uint8Array =>
  Uint8Array.from({ length: Math.floor(bytes.length / 10) }, (_, i) =>
    bytes.subarray(10 * i, 10 * i + 10).indexOf(1),
  );

function jsonLabels(part: SpriteFile, bytes: Uint8Array): Uint8Array {
  const refuse = (cause?: unknown): LabError =>
    new LabError('bad-file', `${part.labels} is not a JSON list of labels from 0 to 9.`, {
      cause,
      reason: damaged(part.labels),
    });
  let list: unknown;
  try {
    list = JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw refuse(cause);
  }
  if (!Array.isArray(list) || !list.every((label) => Number.isInteger(label) && label >= 0 && label <= 9)) {
    throw refuse();
  }
  return Uint8Array.from(list);
}

async function eachSlab(
  image: DecodedImage,
  part: SpriteFile,
  visit: (rgba: Uint8Array | Uint8ClampedArray, from: number) => void,
): Promise<void> {
  for (let from = 0; from < part.count; from += slab) {
    visit(await image.readRows(part.first + from, Math.min(slab, part.count - from)), from);
  }
}

/** Grey images, [count, width]: the red channel. */
async function readGrey(image: DecodedImage, part: SpriteFile): Promise<Uint8Array> {
  const values = new Uint8Array(part.count * image.width);
  let sum = 0;
  await eachSlab(image, part, (rgba, from) => {
    for (let i = 0; 4 * i < rgba.length; i++) sum += values[from * image.width + i] = rgba[4 * i]!;
  });
  checkMeans(part, [sum], values.length);
  return values;
}

/** Records of CIFAR-10's binary form: label, R plane, G plane, B plane. */
async function readRecords(image: DecodedImage, part: SpriteFile, labels: Uint8Array): Promise<Uint8Array> {
  const plane = image.width;
  const record = 1 + 3 * plane;
  const bytes = new Uint8Array(part.count * record);
  const sums = [0, 0, 0];
  await eachSlab(image, part, (rgba, from) => {
    for (let row = 0; row * plane * 4 < rgba.length; row++) {
      const at = (from + row) * record;
      bytes[at] = labels[from + row]!;
      for (let pixel = 0; pixel < plane; pixel++) {
        for (let channel = 0; channel < 3; channel++) {
          const value = rgba[(row * plane + pixel) * 4 + channel]!;
          bytes[at + 1 + channel * plane + pixel] = value;
          sums[channel]! += value;
        }
      }
    }
  });
  checkMeans(part, sums, part.count * plane);
  return bytes;
}
