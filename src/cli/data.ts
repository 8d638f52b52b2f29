// Data sets from a folder, for the commands.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadDataset } from '../datasets/load';
import { folderSource } from '../datasets/folder';
import { usualChoice, type OwnChoice } from '../datasets/own/make';
import { paddedSide, trainedImages } from '../datasets/pad';
import { filedSet, isBrought } from '../datasets/registry';
import type { FiledSet } from '../datasets/set';
import { toModelRange, type Dataset, type DataSource, type Split } from '../datasets/types';
import type { CheckpointFacts } from '../engine/checkpoint/facts';
import { LabError } from '../lab/errors';
import type { ImageSettings, PictureShape } from '../lab/images';
import { openOwnImages } from './ownImages';

/** Whatever stands in the way of a file there: it is not there, or a folder of its name is. */
const isAbsent = (error: unknown): boolean =>
  ['ENOENT', 'ENOTDIR', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '');

export interface OpenOptions {
  readonly split?: Split;
  /** How own images are brought to one size. */
  readonly choice?: OwnChoice;
}

/** The images that the settings say, ready to be trained on. @throws LabError `no-data` or `bad-file`. */
export async function openDataset(
  settings: ImageSettings,
  folder: string,
  { split = 'train', choice = usualChoice }: OpenOptions = {},
): Promise<Dataset> {
  const { dataset: name } = settings;
  if (isBrought(name)) return trainedImages(await openOwnImages(folder, choice), settings);
  const set = filedSet(name);
  return trainedImages(await loadDataset(name, set ? [nodeFolder(set, folder)] : [], { split }), settings);
}

/** What small images have before they are padded. */
const smallSide = 28;

/** Own images brought to the shape that a model draws, as they were before they were padded. */
export function likeImages(
  { image: { height, channels }, config }: Pick<CheckpointFacts, 'image' | 'config'>,
  choice: OwnChoice = usualChoice,
): OpenOptions {
  const side = config.padImages && height === paddedSide ? smallSide : height;
  return { choice: { ...choice, side, colour: channels === 1 ? 'grey' : 'colour' } };
}

const nodeFolder = (set: FiledSet, folder: string): DataSource =>
  folderSource({
    name: `The folder ${folder}`,
    set,
    readFile: async (path) => {
      try {
        return await readFile(join(folder, path));
      } catch (cause) {
        if (isAbsent(cause)) return undefined;
        const reason = cause instanceof Error ? cause.message : String(cause);
        throw new LabError('bad-file', `${join(folder, path)} cannot be read (${reason}).`, { cause });
      }
    },
  });

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

/** The same, of the model's shape. @throws LabError `bad-setting` also where the images have another shape than the model draws. */
export function imageLike(image: PictureShape, dataset: Dataset, index: number): Float32Array {
  demandShape(image, dataset);
  return datasetImage(dataset, index);
}

/** @throws LabError `bad-setting` where the images have another shape than the model draws. */
export function demandShape(image: PictureShape, dataset: Dataset): void {
  const shapeOf = ({ width, height, channels }: PictureShape): string =>
    `${width}×${height} pixels in ${channels} ${channels === 1 ? 'channel' : 'channels'}`;
  if (shapeOf(dataset) === shapeOf(image)) return;
  throw new LabError(
    'bad-setting',
    `The images of ${dataset.name} have ${shapeOf(dataset)}, but the model draws ${shapeOf(image)}: name a --dataset like the one it was trained on.`,
  );
}

/** Where data is looked for when --data is not given: LAB_DATA_DIR, else what `npm start` has put beside the page. */
export const defaultDataFolder = (): string => process.env['LAB_DATA_DIR'] ?? 'public/data';
