// Files that the visitor opens or drops, each to where it belongs; what cannot be used is named.
import { useActions } from '../../store/useLab';
import { runJob } from '../state/jobs';
import { nameUnopened, type UnopenedFile } from '../state/view';
import { hasImageEnding } from '../../datasets/own/names';
import { chosen, filesInside } from './gather';
import { bringImages } from './ownSet';
import { sortFiles } from './sortFiles';
import { useTakePicture } from './useOwnPicture';

const asUnopened = (names: readonly string[]): readonly UnopenedFile[] =>
  names.map((name) => ({ name, wanted: [] }));

const contentsOf = async (files: readonly File[]): Promise<Record<string, Uint8Array>> =>
  Object.fromEntries(
    await Promise.all(
      files.map(async (file) => [file.name, new Uint8Array(await file.arrayBuffer())] as const),
    ),
  );

/** One picture is noised in the forward process; several, or a zip of them, are looked at as images to train on. */
export function useOpenFiles(): (files: readonly File[]) => Promise<void> {
  const { load, openDataFiles } = useActions();
  const takePicture = useTakePicture();
  return async (files) => {
    const { model, configs, data, pictures, zips, unknown } = await sortFiles(files);
    const checkpoint = model && (await model.arrayBuffer().catch(() => null));
    if (checkpoint) load(checkpoint, await contentsOf(configs));
    if (data) openDataFiles(data);
    const areMany = pictures.length > 1 || zips.length > 0;
    if (areMany) void bringImages(chosen([...pictures, ...zips]));
    const [only = null] = areMany ? [] : pictures;
    nameUnopened([
      ...unknown,
      ...asUnopened(model && !checkpoint ? [model.name] : []),
      ...asUnopened(await takePicture(only)),
    ]);
  };
}

/** More files than any data set or model has. */
const few = 100;

/** Folders of images are looked at as images to train on; of few files without one, each is opened as what it is. */
export function useOpenFolders(): (entries: readonly FileSystemEntry[]) => Promise<void> {
  const open = useOpenFiles();
  return async (entries) => {
    const files = await runJob('pictures', (advance) => filesInside(entries, advance));
    if (!files) return;
    const isOther = files.length <= few && !files.some(({ path }) => hasImageEnding(path));
    await (isOther ? open(files.map(({ file }) => file)) : bringImages(files));
  };
}

/** Takes an image as the picture of the forward process. */
export function useOpenPicture(): (file: File | null) => Promise<void> {
  const take = useTakePicture();
  return async (file) => nameUnopened(asUnopened(await take(file)));
}
