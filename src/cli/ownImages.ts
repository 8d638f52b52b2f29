// `--dataset own`: a folder or a zip of images, or a file of arrays, by the rules of the page.
import { openAsBlob } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { ownDataset } from '../datasets/own';
import { openContainers } from '../datasets/own/containers';
import { ownLimits, refusals, type OwnFile, type Refusal } from '../datasets/own/files';
import { makeOwnImages, ownColours, ownSides, usualChoice, type OwnChoice } from '../datasets/own/make';
import { ownFits } from '../datasets/own/picture';
import type { Dataset } from '../datasets/types';
import { LabError } from '../lab/errors';
import { decodeImage } from './decodeImage';
import { Progress } from './progress';

/** Options of a command that trains on own images. */
export const ownOptions = {
  size: { value: ownSides.join('|'), help: 'own images: width and height (as found, else 32)' },
  fit: {
    value: ownFits.join('|'),
    help: 'own images: their middle squares, or the whole between bars (crop)',
  },
  colour: {
    value: ownColours.join('|'),
    help: 'own images: grey where all of them are, or as asked for (auto)',
  },
  'one-class': { help: 'own images: folders are no classes' },
} as const;

const refuse = (option: string, text: string, allowed: readonly (string | number)[]): LabError =>
  new LabError('bad-setting', `--${option} is "${text}", expected one of ${allowed.join(', ')}.`);

/** @throws LabError `bad-setting` naming the option */
export function readChoice(options: Readonly<Partial<Record<keyof typeof ownOptions, string>>>): OwnChoice {
  const { size, fit: fitText, colour: colourText } = options;
  const side = size === undefined ? null : ownSides.find((known) => String(known) === size);
  const fit = fitText === undefined ? usualChoice.fit : ownFits.find((known) => known === fitText);
  const colour =
    colourText === undefined ? usualChoice.colour : ownColours.find((known) => known === colourText);
  if (side === undefined) throw refuse('size', size ?? '', ownSides);
  if (fit === undefined) throw refuse('fit', fitText ?? '', ownFits);
  if (colour === undefined) throw refuse('colour', colourText ?? '', ownColours);
  return { side, fit, colour, classes: options['one-class'] === undefined };
}

const words: Readonly<Record<Refusal, string>> = {
  'not-image': 'no picture by its name',
  undecodable: 'no readable PNG or JPEG: convert it to one of these',
  tiny: `less than ${ownLimits.leastSide} pixels high or wide`,
  huge: `more than ${ownLimits.pixels / 1e6} million pixels`,
  heavy: `more than ${ownLimits.fileBytes / 2 ** 20} MB`,
  locked: 'locked by a password: unpack the zip and name the folder',
  damaged: 'damaged, or cannot be read',
  path: 'names a place outside of the zip',
  beside: 'lies beside the folders of the classes',
  'many-classes': 'of a class beyond the 20 largest',
  'many-files': `the first after ${ownLimits.files} files, which are all that is looked at`,
  beyond: 'beyond what a GPU holds in one piece at this size',
};

/** @throws LabError `no-data` or `bad-file` naming what stands in the way. */
export async function openOwnImages(path: string, choice: OwnChoice): Promise<Dataset> {
  const progress = new Progress('reading images');
  const advance = (done: number, total: number): Promise<void> => {
    if (total > 0) progress.update(done, total);
    return Promise.resolve();
  };
  const found = await openContainers(await findFiles(path), advance);
  const made = await makeOwnImages(found, { choice, decode: decodeImage, advance });
  for (const why of refusals) {
    const [first, ...others] = made.refused.filter((file) => file.why === why);
    if (!first) continue;
    const more = others.length > 0 ? ` and ${others.length} more` : '';
    console.error(`Left out: ${first.path}${more} (${words[why]}).`);
  }
  if (made.images) return ownDataset(made.images);
  const values = { found: made.found, least: ownLimits.leastImages };
  throw new LabError(
    'no-data',
    `${path} has ${values.found} images that can be read (PNG or JPEG), but at least ${values.least} are needed.`,
    { reason: { name: 'own-few', values } },
  );
}

async function findFiles(path: string): Promise<readonly OwnFile[]> {
  const facts = await stat(path).catch((cause: unknown) => {
    throw new LabError('no-data', `There is no folder or zip ${path}.`, { cause });
  });
  if (facts.isDirectory()) return filesInside(path);
  return [{ path: basename(path), size: facts.size, read: () => openAsBlob(path) }];
}

async function filesInside(folder: string): Promise<readonly OwnFile[]> {
  const files: OwnFile[] = [];
  const waiting = [folder];
  for (let place = waiting.shift(); place !== undefined; place = waiting.shift()) {
    for (const entry of await readdir(place, { withFileTypes: true })) {
      const path = join(place, entry.name);
      if (entry.isDirectory()) waiting.push(path);
      else if (entry.isFile() && files.length <= ownLimits.files)
        files.push({
          path: relative(folder, path).split(sep).join('/'),
          size: (await stat(path)).size,
          read: () => openAsBlob(path),
        });
    }
  }
  return files.toSorted((a, b) => a.path.localeCompare(b.path, 'en', { numeric: true }));
}
