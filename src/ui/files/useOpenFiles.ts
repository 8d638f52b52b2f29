// Files that the visitor opens or drops, each to where it belongs; what cannot be used is named.
import { useActions } from '../../store/useLab';
import { useTakeFile } from '../panels/forward/useOwnPicture';
import { nameUnopened } from '../app/view';
import { toOwnImages } from './imageFiles';
import { sortFiles } from './sortFiles';

/** One picture is noised in the forward process, several become the training images. */
export function useOpenFiles(): (files: readonly File[]) => Promise<void> {
  const { load, openDataFiles } = useActions();
  const takePicture = useTakeFile();
  const takeImages = useTakeImages();
  return async (files) => {
    const { model, data, pictures, unknown } = sortFiles(files);
    nameUnopened(unknown);
    if (model) load(await model.arrayBuffer());
    if (data) openDataFiles(data);
    if (pictures.length > 1) await takeImages(pictures);
    else if (pictures[0]) await takePicture(pictures[0]);
  };
}

/** Makes images the visitor's own training images. */
export function useTakeImages(): (files: readonly File[]) => Promise<void> {
  const { setOwnImages } = useActions();
  return async (files) => {
    const { images, unreadable } = await toOwnImages(files);
    nameUnopened(unreadable);
    if (images) setOwnImages(images);
  };
}
