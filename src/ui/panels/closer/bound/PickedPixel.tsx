// Pictures on which one pixel is chosen, the same on each.
import { Text } from '@mantine/core';
import type { Pictures } from '../../../../lab/pictures';
import { PixelPicker, type PixelPickerProps } from '../../../parts/PixelPicker';
import classes from '../closer.module.css';

export interface PickedPixelProps {
  /** Row · width + column. */
  readonly place: number;
  readonly onPlace: (place: number) => void;
  /** Beside the pictures: how a pixel is chosen. */
  readonly hint: string;
  /** See `PixelPicker`. */
  readonly grid?: NonNullable<PixelPickerProps['grid']>;
  readonly pictures: readonly { readonly name: string; readonly pictures: Pictures }[];
}

export function PickedPixel({ place, onPlace, hint, grid, pictures }: PickedPixelProps) {
  return (
    <div className={classes.pictures}>
      {pictures.map(({ name, pictures: shown }) => (
        <figure key={name}>
          <PixelPicker
            pictures={shown}
            label={name}
            place={place}
            {...(grid && { grid })}
            onPlace={(next) => next !== null && onPlace(next)}
          />
          <figcaption>{name}</figcaption>
        </figure>
      ))}
      <Text size="xs" c="dimmed" className={classes.hint}>
        {hint}
      </Text>
    </div>
  );
}
