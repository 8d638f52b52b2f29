// Drawings that are collected into a set: each of a class, in a folder of its name, as all own images are.
import type { OwnFile } from './files';
import { rasterFile } from './rasterFile';

export interface Drawing {
  /** Of its class, fit for a folder. */
  readonly name: string;
  /** Grey bytes, [28, 28]. */
  readonly pixels: Uint8Array;
}

/** That of MNIST's digits, whose recipes suit it. */
export const drawingSide = 28;

const longest = 40;

/** What of a text can name a folder on every system; empty where nothing is left of it. */
export const folderName = (text: string): string =>
  Array.from(text.replace(/[\p{Cc}<>:"/\\|?*]/gu, '').replace(/^[\s.]+/, ''))
    .slice(0, longest)
    .join('')
    .replace(/[\s.]+$/, '');

export interface DrawnClass {
  readonly name: string;
  readonly drawings: readonly Drawing[];
}

/** In the order in which they were begun. */
export function drawnClasses(drawings: readonly Drawing[]): readonly DrawnClass[] {
  const classes = new Map<string, Drawing[]>();
  for (const drawing of drawings) {
    const others = classes.get(drawing.name);
    if (others) others.push(drawing);
    else classes.set(drawing.name, [drawing]);
  }
  return [...classes].map(([name, members]) => ({ name, drawings: members }));
}

/** Each drawing with the path of its file: `cat/1.png`. */
export const withPaths = (drawings: readonly Drawing[]): readonly (readonly [string, Drawing])[] =>
  drawnClasses(drawings).flatMap(({ name, drawings: members }) =>
    members.map((drawing, i) => [`${name}/${i + 1}.png`, drawing] as const),
  );

/** Opaque RGBA bytes. */
export const drawingRgba = ({ pixels }: Drawing): Uint8Array =>
  Uint8Array.from({ length: 4 * pixels.length }, (_, at) => (at % 4 === 3 ? 255 : (pixels[at >> 2] ?? 0)));

/** As images to train on. */
export const drawingFiles = (drawings: readonly Drawing[]): readonly OwnFile[] =>
  withPaths(drawings).map(([path, drawing]) => {
    const size = { width: drawingSide, height: drawingSide };
    return rasterFile(path, size, () => ({ ...size, data: drawingRgba(drawing) }));
  });

/** The class of a drawing's file: the folder that it lies in. */
export const nameOfPath = (path: string): string => folderName(path.split('/').at(-2) ?? '');
