// CIFAR-100 from its binary files (Krizhevsky 2009): twenty coarse classes of five fine ones each. The coarse ones are
// learnt: a network of this size can tell no more apart.
import { LabError } from '../lab/errors';
import { readFile, type FileKind } from './bytes';
import { checkRecords, looksLikeRecords, side, unpackRecords, type RecordKind } from './cifarRecords';
import { inPart } from './progress';
import type { FiledSet } from './set';
import type { DataSource, Dataset, LoadOptions, Split } from './types';

// prettier-ignore
const classNames = [
  'aquatic mammals', 'fish', 'flowers', 'food containers', 'fruit and vegetables', 'household electrical devices',
  'household furniture', 'insects', 'large carnivores', 'large man-made outdoor things',
  'large natural outdoor scenes', 'large omnivores and herbivores', 'medium-sized mammals',
  'non-insect invertebrates', 'people', 'reptiles', 'small mammals', 'trees', 'vehicles 1', 'vehicles 2',
] as const;

const credit = 'CIFAR-100 by Alex Krizhevsky, Vinod Nair and Geoffrey Hinton (2009)';

/** The coarse label, then the fine one. */
const records: RecordKind = { mostLabels: [19, 99], name: /cifar-?100/i };

const kind = (file: string): FileKind => ({
  file,
  spellings: [file],
  expected:
    'CIFAR-100 records of 3074 bytes, each beginning with a coarse label from 0 to 19 and a fine one to 99',
});

const folder = 'cifar-100-binary/';

const files = {
  train: [kind(`${folder}train.bin`)],
  test: [kind(`${folder}test.bin`)],
} as const satisfies Record<Split, readonly FileKind[]>;

/** @throws LabError `no-data` where the source has no such file, `bad-file` where it is damaged or something else. */
async function load(source: DataSource, options: LoadOptions = {}): Promise<Dataset> {
  const [file] = files[options.split ?? 'train'];
  const bytes = await readFile(source, file, inPart(options, 0, 1));
  if (!bytes) {
    throw new LabError('no-data', `${source.name} has no ${file.file} (${file.expected}).`, {
      reason: { name: 'file-lacking', values: { file: file.file } },
    });
  }
  const found = checkRecords(file, bytes, records);
  const count = Math.min(found, options.limit ?? found);
  return {
    name: 'cifar100',
    count,
    height: side,
    width: side,
    channels: 3,
    ...unpackRecords([bytes], count, records),
    classNames,
    credit,
  };
}

/** The published test file has 10,000 images; of other ones the name tells. */
const testCount = 10_000;

export const cifar100: FiledSet = {
  from: 'files',
  image: { height: side, width: side, channels: 3 },
  classNames,
  credit,
  files,
  folders: [],
  archives: ['cifar-100-binary.tar.gz'],
  mirrors: [],
  sprites: [],
  recognise(opening) {
    if (!looksLikeRecords(opening, records)) return [];
    const isTest = opening.length === testCount * 3074 || /test/i.test(opening.name);
    return [files[isTest ? 'test' : 'train'][0].file];
  },
  resembles: ({ name }) => records.name.test(name),
  wanted: ['cifar-100-binary.tar.gz'],
  load,
};
