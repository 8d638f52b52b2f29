// Reading the pictures that a canvas shows, value by value.
import type { Locator } from '@playwright/test';

/** Grey values of one picture, 0…255, row by row. */
export type Greys = readonly number[];

/** The pictures of a grid in order. @param columns of the grid; its pictures are square, two pixels apart */
export async function picturesOf(canvas: Locator, columns = 1): Promise<Greys[]> {
  return canvas.evaluate((element: HTMLCanvasElement, across) => {
    const gap = 2;
    const side = (element.width - (across - 1) * gap) / across;
    const context = element.getContext('2d');
    const rows = (element.height + gap) / (side + gap);
    return Array.from({ length: across * rows }, (_, i) => {
      const [x, y] = [(i % across) * (side + gap), Math.floor(i / across) * (side + gap)];
      const rgba = context?.getImageData(x, y, side, side).data ?? [];
      return [...rgba].filter((_value, at) => at % 4 === 0);
    });
  }, columns);
}

/** The first picture of a canvas, or the only one. */
export async function pictureOf(canvas: Locator): Promise<Greys> {
  const [first] = await picturesOf(canvas);
  if (!first) throw new Error(`${canvas.toString()} shows no picture.`);
  return first;
}

/** Mean squared difference of two pictures of one size. */
export function distance(a: Greys, b: Greys): number {
  if (a.length !== b.length) throw new Error(`Pictures of ${a.length} and ${b.length} values.`);
  return a.reduce((sum, value, i) => sum + (value - (b[i] ?? Number.NaN)) ** 2, 0) / a.length;
}
