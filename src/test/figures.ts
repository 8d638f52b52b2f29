// Pictures of one's own, drawn by code: a white disc, an empty square or a triangle on black, each in a folder of its name.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { encode } from 'fast-png';
import { uniforms } from '../diffusion/random';

/** Whether a place lies inside a figure of radius 1 around the origin, y downwards. */
export const figures = {
  disc: (x, y) => Math.hypot(x, y) < 0.9,
  square: (x, y) => Math.abs(Math.max(Math.abs(x), Math.abs(y)) - 0.7) < 0.2,
  triangle: (x, y) => y < 0.8 && y > 1.9 * Math.abs(x) - 1.1,
} as const satisfies Record<string, (x: number, y: number) => boolean>;

export type Figure = keyof typeof figures;

export const figureNames = Object.keys(figures) as readonly Figure[];

/** Samples across a pixel, for soft edges. */
const fine = 4;

/**
 * A figure a little off the middle and of its own size, from random numbers of its own.
 * @returns grey bytes, [side, side]
 */
export function figureImage(name: Figure, index: number, side: number): Uint8Array {
  const seed = figureNames.indexOf(name);
  const [right = 0, down = 0, large = 0] = uniforms({ seed, stream: 98, step: index }, 3);
  const radius = side * (0.3 + 0.1 * large);
  const [left, top] = [right, down].map((u) => side * (0.5 + 0.12 * (u - 0.5)));
  const inside = figures[name];
  return Uint8Array.from({ length: side * side }, (_, pixel) => {
    let hits = 0;
    for (let i = 0; i < fine * fine; i++) {
      const x = (pixel % side) + ((i % fine) + 0.5) / fine;
      const y = Math.floor(pixel / side) + (Math.floor(i / fine) + 0.5) / fine;
      if (inside((x - (left ?? 0)) / radius, (y - (top ?? 0)) / radius)) hits += 1;
    }
    return Math.round((255 * hits) / fine ** 2);
  });
}

/** The figure whose images a picture is nearest to, by the mean squared difference from their mean. @param grey bytes, [side, side] */
export function nearestFigure(grey: ArrayLike<number>, side: number): Figure {
  const distance = (name: Figure): number => {
    const images = Array.from({ length: 32 }, (_, i) => figureImage(name, i, side));
    const differences = Array.from({ length: side * side }, (_, pixel) => {
      const mean = images.reduce((sum, image) => sum + (image[pixel] ?? 0), 0) / images.length;
      return (mean - (grey[pixel] ?? Number.NaN)) ** 2;
    });
    return differences.reduce((a, b) => a + b, 0);
  };
  const [nearest] = figureNames.toSorted((a, b) => distance(a) - distance(b));
  if (!nearest) throw new Error('There are no figures.');
  return nearest;
}

/** The files of a folder: `disc/0.png` … with their bytes. @param count of each figure */
export const figureFiles = (count: number, side: number) =>
  figureNames.flatMap((name) =>
    Array.from({ length: count }, (_, i) => ({
      path: `${name}/${i}.png`,
      bytes: encode({ width: side, height: side, data: figureImage(name, i, side), channels: 1 }),
    })),
  );

export async function writeFigures(folder: string, count: number, side: number): Promise<void> {
  for (const file of figureFiles(count, side)) {
    const place = path.join(folder, file.path);
    await mkdir(path.dirname(place), { recursive: true });
    await writeFile(place, file.bytes);
  }
}
