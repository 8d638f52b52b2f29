// Pictures on which one pixel is chosen, by pointer or with the arrow keys.
import { Text } from '@mantine/core';
import type { KeyboardEvent, PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { PictureShape } from '../../../../lab/images';
import type { Pictures } from '../../../../lab/pictures';
import { PixelGrid } from '../../../parts/PixelGrid';
import classes from '../closer.module.css';
import { closerNamespace } from '../texts';

export interface PickedPixelProps {
  readonly shape: PictureShape;
  /** Row · width + column. */
  readonly place: number;
  readonly onPlace: (place: number) => void;
  /** Beside the pictures: how a pixel is chosen. */
  readonly hint: string;
  readonly pictures: readonly { readonly name: string; readonly pictures: Pictures }[];
}

const steps: Readonly<Record<string, readonly [across: number, down: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

const within = (value: number, count: number): number => Math.min(count - 1, Math.max(0, value));

export function PickedPixel({ shape: { width, height }, place, onPlace, hint, pictures }: PickedPixelProps) {
  const { t } = useTranslation(closerNamespace);
  const [column, row] = [place % width, Math.floor(place / width)];
  const pick = (event: PointerEvent<HTMLElement>): void => {
    if (event.type === 'pointermove' && event.buttons === 0) return;
    const box = event.currentTarget.getBoundingClientRect();
    const across = within(Math.floor(((event.clientX - box.left) / box.width) * width), width);
    const down = within(Math.floor(((event.clientY - box.top) / box.height) * height), height);
    onPlace(down * width + across);
  };
  const press = (event: KeyboardEvent): void => {
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    onPlace(within(row + step[1], height) * width + within(column + step[0], width));
  };
  return (
    <div className={classes.pictures}>
      {pictures.map(({ name, pictures: shown }) => (
        <figure key={name}>
          <div
            className={classes.pickable}
            role="slider"
            tabIndex={0}
            aria-label={t('pixel.choose', { picture: name })}
            aria-valuemin={0}
            aria-valuemax={width * height - 1}
            aria-valuenow={place}
            aria-valuetext={t('pixel.place', { row: row + 1, column: column + 1 })}
            onPointerDown={pick}
            onPointerMove={pick}
            onKeyDown={press}
          >
            <PixelGrid pictures={shown} label={name} />
            <div
              className={classes.picked}
              style={{
                left: `${(100 * column) / width}%`,
                top: `${(100 * row) / height}%`,
                width: `${100 / width}%`,
                height: `${100 / height}%`,
              }}
            />
          </div>
          <figcaption>{name}</figcaption>
        </figure>
      ))}
      <Text size="xs" c="dimmed" className={classes.hint}>
        {hint}
      </Text>
    </div>
  );
}
