// A picture of which one pixel is chosen: by pointer, by touch, or with the arrow keys.
import type { KeyboardEvent, PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Pictures } from '../../lab/pictures';
import { PixelGrid } from './PixelGrid';
import { PixelMark } from './PixelMark';
import { placeByKey, placeUnder } from './pixelPlace';
import classes from './PixelPicker.module.css';

export interface PixelPickerProps {
  /** One picture. */
  readonly pictures: Pictures;
  readonly label: string;
  /** Row · width + column; null for none. */
  readonly place: number | null;
  /** Null where the pointer has left, with `whilePointed`. */
  readonly onPlace: (place: number | null) => void;
  /** A mouse chooses by resting on a pixel, and lets go when it leaves; otherwise it has to press. */
  readonly whilePointed?: boolean;
  /** The pixels to choose among, where they are coarser than the picture's. */
  readonly grid?: Pick<Pictures, 'width' | 'height'>;
}

export function PixelPicker({
  pictures,
  label,
  place,
  onPlace,
  whilePointed = false,
  grid = pictures,
}: PixelPickerProps) {
  const { t } = useTranslation();
  const { width, height } = grid;
  const point = (event: PointerEvent): void => {
    if (event.type === 'pointermove' && event.buttons === 0 && !whilePointed) return;
    onPlace(placeUnder(event, grid));
  };
  const leave = ({ pointerType }: PointerEvent): void => {
    if (whilePointed && pointerType === 'mouse') onPlace(null);
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && whilePointed) return onPlace(null);
    const next = placeByKey(event, place, grid);
    if (next !== null) onPlace(next);
  };
  const at = place ?? 0;
  return (
    <div
      className={classes.picker}
      role="slider"
      tabIndex={0}
      aria-label={t('pixel.choose', { picture: label })}
      aria-valuemin={0}
      aria-valuemax={width * height - 1}
      aria-valuenow={at}
      aria-valuetext={
        place === null
          ? t('pixel.none')
          : t('pixel.place', { row: Math.floor(at / width) + 1, column: (at % width) + 1 })
      }
      onPointerDown={point}
      onPointerMove={point}
      onPointerLeave={leave}
      onKeyDown={press}
    >
      <PixelGrid pictures={pictures} label={label} />
      {place !== null && <PixelMark place={place} of={grid} />}
    </div>
  );
}
