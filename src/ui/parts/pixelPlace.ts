// Which pixel of a picture is meant: by a pointer over it, or by arrow keys from the one before. A place is
// row · width + column.
import type { KeyboardEvent, PointerEvent } from 'react';
import type { PictureShape } from '../../lab/images';

type Sides = Pick<PictureShape, 'width' | 'height'>;

const steps: Readonly<Record<string, readonly [across: number, down: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

const within = (value: number, count: number): number => Math.min(count - 1, Math.max(0, value));

/** @param across, down 0…1 of the picture's sides */
export const placeAt = (across: number, down: number, { width, height }: Sides): number =>
  within(Math.floor(down * height), height) * width + within(Math.floor(across * width), width);

/** @returns null for a key that is no arrow */
export function placeAfter(key: string, place: number, { width, height }: Sides): number | null {
  const step = steps[key];
  if (!step) return null;
  const [column, row] = [place % width, Math.floor(place / width)];
  return within(row + step[1], height) * width + within(column + step[0], width);
}

/** The pixel under the pointer. @param picture the element that the picture fills */
export function placeUnder(event: PointerEvent, sides: Sides, picture = event.currentTarget): number {
  const box = picture.getBoundingClientRect();
  return placeAt((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height, sides);
}

/** Where an arrow key takes the cursor; the key is then spent. @param place null begins in the middle */
export function placeByKey(event: KeyboardEvent, place: number | null, sides: Sides): number | null {
  const middle = placeAt(0.5, 0.5, sides);
  const next = placeAfter(event.key, place ?? middle, sides);
  if (next === null) return null;
  event.preventDefault();
  return place === null ? middle : next;
}
