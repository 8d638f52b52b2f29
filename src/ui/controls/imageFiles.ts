// Image files to the bytes of a data set: the middle square of each, 32×32, in colour.
import type { OwnImages } from '../../worker/protocol';
import { shrink } from '../panels/forward/ownPicture';

const shape = { height: 32, width: 32, channels: 3 } as const;

/** Model range to bytes. */
const toByte = (value: number): number => Math.round((value + 1) * 127.5);

/** Files that are no images are passed over; null when none is left. */
export async function toOwnImages(files: readonly File[]): Promise<OwnImages | null> {
  const size = shape.height * shape.width * shape.channels;
  const pictures: Uint8Array[] = [];
  for (const file of files) {
    const bitmap = await createImageBitmap(file).catch(() => null);
    if (!bitmap) continue;
    const picture = shrink(bitmap, shape);
    bitmap.close();
    if (picture) pictures.push(Uint8Array.from(picture.pixels, toByte));
  }
  if (pictures.length === 0) return null;
  const images = new Uint8Array(pictures.length * size);
  for (const [i, picture] of pictures.entries()) images.set(picture, i * size);
  return { ...shape, images };
}
