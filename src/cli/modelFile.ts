// The model that a command is given: a file of ours, or a folder, zip or weights as diffusers has them.
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { isForeign } from '../engine/checkpoint/facts';
import { defaultConfig } from '../lab/fields';
import { isZip } from '../lab/zip';
import { readInput } from './input';

const isFolder = (place: string): Promise<boolean> =>
  stat(place).then(
    (found) => found.isDirectory(),
    () => false,
  );

/** @throws LabError `bad-file`, `bad-checkpoint` naming what is not supported. */
export async function readModel(place: string): Promise<ArrayBuffer> {
  if (await isFolder(place)) return openFolderAt(place);
  const file = await readInput(place);
  if (isZip(new Uint8Array(file))) {
    const { openZip } = await import('../engine/handover/exchange');
    return openZip(file, defaultConfig);
  }
  const names = isForeign(file) ? await readdir(path.dirname(place)) : [];
  return names.includes('config.json') ? openFolderAt(pipelineOf(path.dirname(place))) : file;
}

/** The folder of a network lies in that of its pipeline. */
const pipelineOf = (folder: string): string =>
  path.basename(path.resolve(folder)) === 'unet' ? path.dirname(path.resolve(folder)) : folder;

async function openFolderAt(folder: string): Promise<ArrayBuffer> {
  const [{ openFolder }, { isPart }] = await Promise.all([
    import('../engine/handover/exchange'),
    import('../engine/handover/diffusers/read'),
  ]);
  const found = await Promise.all(['.', 'unet', 'scheduler'].map((name) => namesIn(folder, name)));
  const places = found.flat().filter(isPart);
  const files = await Promise.all(
    places.map(async (name) => [name, new Uint8Array(await readInput(path.join(folder, name)))] as const),
  );
  return openFolder(Object.fromEntries(files), defaultConfig);
}

const namesIn = (folder: string, name: string): Promise<string[]> =>
  readdir(path.join(folder, name)).then(
    (names) => names.map((file) => path.join(name, file)),
    () => [],
  );
