// Files of a data set that somebody hands over by name, in place of a folder or a server.
import { cifar10Files } from './cifar10';
import { mnistFiles } from './mnist';
import { folderSource } from './source';
import type { DataSource } from './types';

/** What of the Web's `File` is needed. */
export interface NamedFile {
  readonly name: string;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** Sets that come as files of well-known names. */
export type FiledDataset = 'mnist' | 'cifar10';

/** One spelling for `train-images.idx3-ubyte` and `train-images-idx3-ubyte.gz`. */
const spelling = (name: string): string => name.replace(/\.gz$/, '').replace('.idx', '-idx');

const owners = new Map<string, FiledDataset>([
  ...Object.values(mnistFiles).flatMap(({ images, labels }) =>
    [images, labels].map(({ file }) => [spelling(file), 'mnist'] as const),
  ),
  ...Object.values(cifar10Files).flatMap((batches) =>
    batches.map(({ file }) => [spelling(file), 'cifar10'] as const),
  ),
]);

/** The data set that a file belongs to, by its name alone. */
export const datasetOfFile = (name: string): FiledDataset | undefined => owners.get(spelling(name));

/** Among files of one name the first counts. */
export function handedOverSource(files: readonly NamedFile[]): DataSource {
  const byName = new Map(files.toReversed().map((file) => [spelling(file.name), file]));
  return folderSource({
    name: 'The selection of files',
    async readFile(name) {
      const file = byName.get(spelling(name));
      return file && new Uint8Array(await file.arrayBuffer());
    },
  });
}
