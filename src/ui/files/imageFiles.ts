// Image files to the bytes of a data set: the middle square of each, all in one size, grey where all of them are.
import type { OwnImages } from '../../lab/images';
import type { Advance } from '../state/jobs';
import type { Fitting } from '../state/view';
import { fittingsOf, fromRgba, isGrey, type Size } from './ownPicture';

/** What pictures that differ become. */
const usualSide = 32;

/** Small squares stay as they are; the models halve them twice at least. */
const kept = { min: 8, max: 64, multiple: 4 } as const;

/** A picture that was decoded: its size, and its middle square in another. */
export interface Picture extends Size {
  /** RGBA; null where the browser does not let it be read. */
  readonly draw: (to: Size) => Uint8ClampedArray | null;
  readonly close: () => void;
}

export interface OwnImageFiles {
  /** Null when none of the files is an image. */
  readonly images: OwnImages | null;
  /** Names of the files that are none. */
  readonly unreadable: readonly string[];
  /** What became of some of them. */
  readonly fittings: readonly Fitting[];
}

interface Work {
  readonly files: readonly File[];
  readonly open: (file: File) => Promise<Picture | null>;
  /** Awaited after each file. */
  readonly advance: Advance;
}

interface Read {
  readonly side: number;
  readonly squares: readonly Uint8ClampedArray[];
  readonly sizes: readonly Size[];
  readonly unreadable: readonly string[];
}

/** @param work `open` is `openPicture` but in tests, which have no canvas */
export async function toOwnImages(work: Work): Promise<OwnImageFiles> {
  const read = (await readAll(work, null)) ?? (await readAll(work, usualSide));
  if (!read || read.squares.length === 0) {
    return { images: null, unreadable: read?.unreadable ?? [], fittings: [] };
  }
  const { side, squares, sizes, unreadable } = read;
  const channels = squares.every(isGrey) ? 1 : 3;
  const shape = { height: side, width: side, channels };
  const images = new Uint8Array(squares.length * side * side * channels);
  const fittings = new Set<Fitting>();
  for (const [i, rgba] of squares.entries()) {
    images.set(Uint8Array.from(fromRgba(rgba, shape).pixels, toByte), i * side * side * channels);
    for (const fitting of fittingsOf(sizes[i] ?? shape, rgba, channels)) fittings.add(fitting);
  }
  return { images: { ...shape, images }, unreadable, fittings: [...fittings] };
}

/** Model range to bytes. */
const toByte = (value: number): number => Math.round((value + 1) * 127.5);

const square = (side: number): Size => ({ width: side, height: side });

const isKept = ({ width, height }: Size): boolean =>
  width === height && width >= kept.min && width <= kept.max && width % kept.multiple === 0;

/** @param side null to keep the size that all have in common. @returns null where they have none to keep */
async function readAll({ files, open, advance }: Work, side: number | null): Promise<Read | null> {
  let common = side;
  const squares: Uint8ClampedArray[] = [];
  const sizes: Size[] = [];
  const unreadable: string[] = [];
  for (const [i, file] of files.entries()) {
    const picture = await open(file);
    try {
      if (picture && side === null) {
        if (!isKept(picture) || (common !== null && common !== picture.width)) return null;
        common = picture.width;
      }
      const rgba = picture?.draw(square(common ?? usualSide)) ?? null;
      if (picture && rgba) {
        squares.push(rgba);
        sizes.push({ width: picture.width, height: picture.height });
      } else unreadable.push(file.name);
    } finally {
      picture?.close();
    }
    await advance(i + 1, files.length);
  }
  return { side: common ?? usualSide, squares, sizes, unreadable };
}
