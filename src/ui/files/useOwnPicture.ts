// Taking a picture of the visitor's own into the forward process.
import { useActions, useLab } from '../../store/useLab';
import { nameFitted } from '../state/view';
import { openPicture } from './decode';
import { fittingsOf, fromRgba, type Shape } from './ownPicture';

const standard: Shape = { height: 28, width: 28, channels: 1 };

/** What an own picture has to look like: as the data set does. */
export const useShape = (): Shape => useLab((lab) => lab.dataset ?? standard);

/** Takes an image file as the picture. @returns a function that gives the name of a file that is none */
export function useTakePicture(): (file: File | null) => Promise<readonly string[]> {
  const { setOwnPicture } = useActions();
  const shape = useShape();
  return async (file) => {
    if (!file) return [];
    const picture = await openPicture(file);
    const rgba = picture?.draw(shape) ?? null;
    picture?.close();
    if (!picture || !rgba) return [file.name];
    setOwnPicture(fromRgba(rgba, shape));
    const fittings = fittingsOf(picture, rgba, shape.channels);
    const onWhite = (): void => {
      setOwnPicture(fromRgba(rgba, shape, 'white'));
      nameFitted({ name: file.name, fittings: [] });
    };
    nameFitted({ name: file.name, fittings, ...(fittings.includes('blackened') && { onWhite }) });
    return [];
  };
}
