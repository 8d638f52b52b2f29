// Data sets from a folder, for the commands.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadDataset } from '../datasets/load';
import { folderSource } from '../datasets/source';
import { toModelRange, type Dataset } from '../datasets/types';
import { LabError } from '../lab/errors';
import type { LabConfig } from '../lab/fields';

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** @throws LabError `no-data` or `bad-file`. */
export async function openDataset(name: LabConfig['dataset'], folder: string): Promise<Dataset> {
  if (name === 'own') {
    throw new LabError('bad-setting', '--dataset own needs the page: take mnist, cifar10 or strokes here.');
  }
  const source = folderSource({
    name: `The folder ${folder}`,
    readFile: async (path) => {
      try {
        return await readFile(join(folder, path));
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
  });
  return loadDataset(name, [source]);
}

/** Image number `index` in the model's range, [height, width, channels]. @throws LabError `bad-setting`. */
export function datasetImage(
  { images, height, width, channels, count }: Dataset,
  index: number,
): Float32Array {
  if (index >= count) {
    throw new LabError(
      'bad-setting',
      `Image ${index} was asked for, but there are ${count}, counted from 0.`,
    );
  }
  const size = height * width * channels;
  return toModelRange(images.subarray(index * size, (index + 1) * size));
}

/** Where data is looked for when --data is not given: LAB_DATA_DIR, else what `npm start` has put beside the page. */
export const defaultDataFolder = (): string => process.env['LAB_DATA_DIR'] ?? 'public/data';
