// Taking a picture of the visitor's own into the forward process.
import { useActions, useLab } from '../../../store/useLab';
import { shrink, type Shape } from './ownPicture';

const standard: Shape = { height: 28, width: 28, channels: 1 };

/** What an own picture has to look like: as the data set does. */
export const useShape = (): Shape => useLab((lab) => lab.dataset ?? standard);

/** Takes an image file as the picture; anything else is passed over. */
export function useTakeFile(): (file: File | null) => Promise<void> {
  const { setOwnPicture } = useActions();
  const shape = useShape();
  return async (file) => {
    if (!file?.type.startsWith('image/')) return;
    const bitmap = await createImageBitmap(file).catch(() => null);
    if (!bitmap) return;
    const picture = shrink(bitmap, shape);
    bitmap.close();
    if (picture) setOwnPicture(picture);
  };
}
