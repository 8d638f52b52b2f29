// Files that the visitor opens or drops, each to where it belongs; what cannot be used is named.
import { useActions } from '../../store/useLab';
import { runJob } from '../state/jobs';
import { nameFitted, nameUnopened, type UnopenedFile } from '../state/view';
import { openPicture } from './decode';
import { useTakePicture } from './useOwnPicture';
import { toOwnImages } from './imageFiles';
import { sortFiles } from './sortFiles';

const asUnopened = (names: readonly string[]): readonly UnopenedFile[] =>
  names.map((name) => ({ name, wanted: [] }));

const contentsOf = async (files: readonly File[]): Promise<Record<string, Uint8Array>> =>
  Object.fromEntries(
    await Promise.all(
      files.map(async (file) => [file.name, new Uint8Array(await file.arrayBuffer())] as const),
    ),
  );

/** One picture is noised in the forward process, several become the training images. */
export function useOpenFiles(): (files: readonly File[]) => Promise<void> {
  const { load, openDataFiles } = useActions();
  const takePicture = useTakePicture();
  const takeImages = useTakeImages();
  return async (files) => {
    const { model, configs, data, pictures, unknown } = await sortFiles(files);
    const checkpoint = model && (await model.arrayBuffer().catch(() => null));
    if (checkpoint) load(checkpoint, await contentsOf(configs));
    if (data) openDataFiles(data);
    const [first, ...others] = pictures;
    const unreadable = others.length > 0 ? await takeImages(pictures) : await takePicture(first ?? null);
    nameUnopened([
      ...unknown,
      ...asUnopened(model && !checkpoint ? [model.name] : []),
      ...asUnopened(unreadable),
    ]);
  };
}

/** Makes images the visitor's own training images. @returns a function that gives the names of files that are none */
function useTakeImages(): (files: readonly File[]) => Promise<readonly string[]> {
  const { setOwnImages } = useActions();
  return async (files) => {
    const read = await runJob('pictures', (advance) => toOwnImages({ files, open: openPicture, advance }));
    if (!read) return [];
    if (read.images) setOwnImages(read.images);
    nameFitted({ name: null, fittings: read.fittings });
    return read.unreadable;
  };
}

/** Takes images as training images, however few. */
export function useOpenImages(): (files: readonly File[]) => Promise<void> {
  const take = useTakeImages();
  return async (files) => nameUnopened(asUnopened(await take(files)));
}

/** Takes an image as the picture of the forward process. */
export function useOpenPicture(): (file: File | null) => Promise<void> {
  const take = useTakePicture();
  return async (file) => nameUnopened(asUnopened(await take(file)));
}
