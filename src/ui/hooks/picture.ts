// The picture that the forward process starts from: the visitor's own, or the one picked from the data set.
import { useMemo } from 'react';
import type { Lab } from '../../store/labStore';
import { fromBytes, pictureValues } from '../../lab/pictures';
import { useLab } from '../../store/useLab';
import type { ImageBatch } from '../../lab/images';

const ownPicture = (lab: Lab): ImageBatch | null => lab.ownPicture;

/** One clean picture in the model's range, or null while there is no data set. */
export function useCleanPicture(): ImageBatch | null {
  const own = useLab(ownPicture);
  const dataset = useLab((lab) => lab.dataset);
  const picked = useLab((lab) => lab.picked);
  const index = useLab((lab) => lab.config.imageIndex);
  return useMemo(() => {
    if (own) return own;
    if (!dataset) return null;
    const isHere = picked?.of === dataset && picked.index === index;
    const all = fromBytes(dataset, isHere ? picked.image : dataset.preview);
    if (all.count === 0) return null;
    const { height, width, channels } = dataset;
    return { count: 1, height, width, channels, pixels: pictureValues(all, isHere ? 0 : index % all.count) };
  }, [own, dataset, picked, index]);
}
