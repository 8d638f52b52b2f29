// The visitor's files to a data set's images: all in one size, in classes by their folders. Decoding is passed in, so
// that the page and the command line go by the same rules.
import type { OwnImages } from '../../lab/images';
import { classesOfPaths } from './classes';
import { ownLimits, type FoundFiles, type OwnFile, type RefusedFile } from './files';
import { headerBytes, imageSize, type Size } from './header';
import { hasImageEnding, isLitter } from './names';
import type { DecodedPicture, OwnFit } from './picture';
import { inColour, isGrey, isOpaque, overBlack } from './pixels';

export const ownSides = [28, 32, 64, 128] as const;

export const ownColours = ['auto', 'grey', 'colour'] as const;

export interface OwnChoice {
  /** Null keeps the size of small squares, and takes 32 for others. */
  readonly side: number | null;
  readonly fit: OwnFit;
  /** `auto` is grey where all images are. */
  readonly colour: (typeof ownColours)[number];
  /** Folders are classes. */
  readonly classes: boolean;
}

export const usualChoice: OwnChoice = { side: null, fit: 'crop', colour: 'auto', classes: true };

export interface MakeOptions {
  readonly choice: OwnChoice;
  /** Null for what is no picture. */
  readonly decode: (file: Blob) => Promise<DecodedPicture | null>;
  /** Awaited after each file. @throws what ends the work */
  readonly advance: (done: number, total: number) => Promise<void>;
}

/** What became of some of the pictures, that their owner may not expect. */
export type Fitting = 'cropped' | 'greyed' | 'blackened';

export interface MadeImages {
  /** How many could be read. */
  readonly found: number;
  /** Null where they are fewer than `ownLimits.leastImages`. */
  readonly images: OwnImages | null;
  /** Images of each class; of the one without a name where there are no folders. */
  readonly counts: readonly number[];
  readonly refused: readonly RefusedFile[];
  readonly fittings: readonly Fitting[];
}

/** What pictures that differ become. */
const usualSide = 32;

/** Small squares stay as they are; the models halve them twice at least. */
const keepable = { min: 8, max: 64, multiple: 4 } as const;

const isKept = ({ width, height }: Size): boolean =>
  width === height && width >= keepable.min && width <= keepable.max && width % keepable.multiple === 0;

interface Candidate {
  readonly file: OwnFile;
  readonly label: number;
}

/** An image of the set: grey bytes, or red, green and blue. */
interface Square {
  readonly label: number;
  readonly bytes: Uint8Array;
}

/** Makes a data set of files. @throws what `advance` throws */
export async function makeOwnImages(found: FoundFiles, options: MakeOptions): Promise<MadeImages> {
  const { choice } = options;
  const { candidates, names, refused } = sort(found, choice);
  const kept = choice.side === null ? await readAll(candidates, 'kept', options) : null;
  const read = kept ?? (await readAll(candidates, choice.side ?? usualSide, options));
  const { side, squares, fittings } = read ?? nothing;
  const pixels = side * side;
  const allGrey = squares.every(({ bytes }) => bytes.length === pixels);
  const channels = choice.colour === 'colour' || (choice.colour === 'auto' && !allGrey) ? 3 : 1;
  const images = new Uint8Array(squares.length * pixels * channels);
  for (const [i, { bytes }] of squares.entries())
    images.set(channels === 3 && bytes.length === pixels ? inColour(bytes) : bytes, i * pixels * channels);
  const labels = Uint8Array.from(squares, ({ label }) => label);
  const counts = Array.from({ length: Math.max(1, names.length) }, () => 0);
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  return {
    found: squares.length,
    images:
      squares.length < ownLimits.leastImages
        ? null
        : { height: side, width: side, channels, images, ...named(names, labels, counts) },
    counts: counts.filter((count) => count > 0),
    refused: [...refused, ...(read?.refused ?? [])],
    fittings: [...fittings],
  };
}

/** Classes of which no image could be read are none. */
function named(
  names: readonly string[],
  labels: Uint8Array,
  counts: readonly number[],
): Pick<OwnImages, 'classes'> {
  if (names.length === 0) return {};
  const there = names.flatMap((name, i) => ((counts[i] ?? 0) > 0 ? [{ name, i }] : []));
  const places = new Map(there.map(({ i }, place) => [i, place]));
  return {
    classes: { names: there.map(({ name }) => name), labels: labels.map((label) => places.get(label) ?? 0) },
  };
}

const inOrder = new Intl.Collator('en', { numeric: true });

/** Which of the files are to be read, in an order that begins with one of each class. */
function sort(
  { files, refused: before }: FoundFiles,
  { side, colour, classes }: OwnChoice,
): {
  readonly candidates: readonly Candidate[];
  readonly names: readonly string[];
  readonly refused: readonly RefusedFile[];
} {
  const refused: RefusedFile[] = [...before];
  const pictures: OwnFile[] = [];
  for (const file of files) {
    if (isLitter(file.path)) continue;
    const why = hasImageEnding(file.path) ? (file.size > ownLimits.fileBytes ? 'heavy' : null) : 'not-image';
    if (why) refused.push({ path: file.path, why });
    else pictures.push(file);
  }
  // However a folder was read, its images come in one order.
  pictures.sort((a, b) => inOrder.compare(a.path, b.path));
  const { names, of } = classes
    ? classesOfPaths(pictures.map(({ path }) => path))
    : { names: [], of: pictures.map(() => 0) };
  const byClass = new Map<number, Candidate[]>();
  for (const [i, file] of pictures.entries()) {
    const label = of[i] ?? 0;
    if (typeof label === 'string') {
      refused.push({ path: file.path, why: label });
      continue;
    }
    const others = byClass.get(label) ?? [];
    others.push({ file, label });
    byClass.set(label, others);
  }
  const all = inTurn([...byClass].toSorted(([a], [b]) => a - b).map(([, list]) => list));
  const bytesOfOne = (side ?? usualSide) ** 2 * (colour === 'grey' ? 1 : 3);
  const most = Math.min(ownLimits.images, Math.floor(ownLimits.bytes / bytesOfOne));
  for (const { file } of all.slice(most)) refused.push({ path: file.path, why: 'beyond' });
  return { candidates: all.slice(0, most), names, refused };
}

/** One of each list, then another of each, until all are through. */
function inTurn<T>(lists: readonly (readonly T[])[]): readonly T[] {
  const longest = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, i) => lists.flatMap((list) => list.slice(i, i + 1))).flat();
}

interface Read {
  readonly side: number;
  readonly squares: readonly Square[];
  readonly refused: readonly RefusedFile[];
  readonly fittings: ReadonlySet<Fitting>;
}

const nothing: Read = { side: usualSide, squares: [], refused: [], fittings: new Set() };

/** @param wanted `kept` is the size that all have in common. @returns null where they have none to keep */
async function readAll(
  candidates: readonly Candidate[],
  wanted: number | 'kept',
  { choice: { fit, colour }, decode, advance }: MakeOptions,
): Promise<Read | null> {
  let side = wanted === 'kept' ? null : wanted;
  const squares: Square[] = [];
  const refused: RefusedFile[] = [];
  const fittings = new Set<Fitting>();
  for (const [i, { file, label }] of candidates.entries()) {
    await advance(i, candidates.length);
    const opened = await open(file, decode);
    if ('why' in opened) {
      refused.push({ path: file.path, why: opened.why });
      continue;
    }
    try {
      if (wanted === 'kept') {
        if (!isKept(opened) || (side !== null && side !== opened.width)) return null;
        side = opened.width;
      }
      const rgba = opened.square(side ?? usualSide, fit);
      if (!rgba) {
        refused.push({ path: file.path, why: 'undecodable' });
        continue;
      }
      const grey = isGrey(rgba);
      squares.push({ label, bytes: overBlack(rgba, grey || colour === 'grey' ? 1 : 3) });
      if (fit === 'crop' && opened.width !== opened.height) fittings.add('cropped');
      if (!grey && colour === 'grey') fittings.add('greyed');
      // The bars beside a whole picture are black anyhow.
      if (fit === 'crop' && !isOpaque(rgba)) fittings.add('blackened');
    } finally {
      opened.close();
    }
  }
  await advance(candidates.length, candidates.length);
  return { side: side ?? usualSide, squares, refused, fittings };
}

async function open(
  file: OwnFile,
  decode: MakeOptions['decode'],
): Promise<DecodedPicture | Pick<RefusedFile, 'why'>> {
  const own = file.picture?.();
  if (own) return sizeRefusal(own) ?? own;
  const blob = await file.read().catch(() => null);
  if (!blob) return { why: 'damaged' };
  const announced = imageSize(new Uint8Array(await blob.slice(0, headerBytes).arrayBuffer()));
  const tooLarge = announced && sizeRefusal(announced);
  if (tooLarge) return tooLarge;
  const picture = await decode(blob).catch(() => null);
  if (!picture) return { why: 'undecodable' };
  const why = sizeRefusal(picture);
  if (!why) return picture;
  picture.close();
  return why;
}

function sizeRefusal({ width, height }: Size): Pick<RefusedFile, 'why'> | null {
  if (width * height > ownLimits.pixels) return { why: 'huge' };
  return Math.min(width, height) < ownLimits.leastSide ? { why: 'tiny' } : null;
}
