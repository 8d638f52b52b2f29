// The data sets by name, in the order of the list. Adding one is a file beside this, a line here and its texts.
import { cifar10 } from './cifar10';
import { cifar100 } from './cifar100';
import { emnistDigits, emnistLetters } from './emnist';
import { fashionMnist } from './fashionMnist';
import { kmnist } from './kmnist';
import { mnist } from './mnist';
import { own } from './own';
import { qmnist } from './qmnist';
import type { DataSet, FiledSet } from './set';
import { shapes } from './shapes';
import { strokes } from './strokes';

export const datasets = {
  strokes,
  shapes,
  mnist,
  fashionMnist,
  kmnist,
  emnistLetters,
  emnistDigits,
  qmnist,
  cifar10,
  cifar100,
  own,
} as const satisfies Record<string, DataSet>;

export type DatasetName = keyof typeof datasets;

/** Sets that come as files. */
export type FiledDataset = {
  readonly [Name in DatasetName]: (typeof datasets)[Name] extends FiledSet ? Name : never;
}[DatasetName];

export const datasetNames = Object.keys(datasets) as DatasetName[];

/** The set that takes the visitor's images. */
export const broughtDataset: DatasetName = 'own';

/** The set that stands in where another cannot be had: it needs no file. */
export const standInDataset: DatasetName = 'strokes';

const isFrom =
  (from: DataSet['from']) =>
  (name: DatasetName): boolean =>
    datasets[name].from === from;

/** There is nothing to load before the visitor has brought images. */
export const isBrought = isFrom('visitor');

export const filedDatasets = datasetNames.filter(isFrom('files')) as FiledDataset[];

/** The judge of a set's images; null where there is none, or where they are changed before they are trained on. */
export function judgeOf({
  dataset,
  padImages,
}: {
  readonly dataset: DatasetName;
  readonly padImages: boolean;
}): string | null {
  const { judge }: DataSet = datasets[dataset];
  return padImages ? null : (judge ?? null);
}

const nameless: readonly string[] = [];

/** The classes of a set as it is published; none of those that the visitor brings, which name their own. */
export const publishedClasses = (name: DatasetName): readonly string[] =>
  isBrought(name) ? nameless : datasets[name].classNames;

/** The set with its files; null for one that has none. */
export function filedSet(name: DatasetName): FiledSet | null {
  const set: DataSet = datasets[name];
  return set.from === 'files' ? set : null;
}
