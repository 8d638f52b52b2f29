import type { PictureShape } from '../../lab/images';
import classes from './PixelPicker.module.css';

/** A frame around one pixel, over the picture. */
export function PixelMark({
  place,
  of: { width, height },
}: {
  readonly place: number;
  readonly of: Pick<PictureShape, 'width' | 'height'>;
}) {
  const share = (count: number, of: number): string => `${(100 * count) / of}%`;
  return (
    <span
      className={classes.mark}
      style={{
        left: share(place % width, width),
        top: share(Math.floor(place / width), height),
        width: share(1, width),
        height: share(1, height),
      }}
    />
  );
}
