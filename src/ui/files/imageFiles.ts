// Image files to the bytes of a data set: the middle square of each, 32×32, in colour.
import type { OwnImages } from '../../lab/images';
import type { Advance } from '../state/jobs';
import { shrink } from './ownPicture';

const shape = { height: 32, width: 32, channels: 3 } as const;

/** Model range to bytes. */
const toByte = (value: number): number => Math.round((value + 1) * 127.5);

export interface OwnImageFiles {
  /** Null when none of the files is an image. */
  readonly images: OwnImages | null;
  /** Names of the files that are none. */
  readonly unreadable: readonly string[];
}

/** @param advance awaited after each file */
export async function toOwnImages(files: readonly File[], advance: Advance): Promise<OwnImageFiles> {
  const size = shape.height * shape.width * shape.channels;
  const pictures: Uint8Array[] = [];
  const unreadable: string[] = [];
  for (const [i, file] of files.entries()) {
    const bitmap = await createImageBitmap(file).catch(() => null);
    const picture = bitmap && shrink(bitmap, shape);
    bitmap?.close();
    if (picture) pictures.push(Uint8Array.from(picture.pixels, toByte));
    else unreadable.push(file.name);
    await advance(i + 1, files.length);
  }
  if (pictures.length === 0) return { images: null, unreadable };
  const images = new Uint8Array(pictures.length * size);
  for (const [i, picture] of pictures.entries()) images.set(picture, i * size);
  return { images: { ...shape, images }, unreadable };
}
