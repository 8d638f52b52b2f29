// The binary form of CIFAR-10: records of one label byte and the 32×32 planes of red, green and blue.
import { badFile, type FileKind } from './bytes';
import type { Opening } from './opening';

export const side = 32;
const plane = side * side;
export const record = 1 + 3 * plane;

/** @throws LabError `bad-file` where the bytes are no whole records with labels from 0 to 9. */
export function checkBatch(kind: FileKind, bytes: Uint8Array): void {
  if (bytes.length === 0 || bytes.length % record !== 0) {
    throw badFile(kind, `has ${bytes.length} bytes, which are no whole records`);
  }
  for (let at = 0; at < bytes.length; at += record) {
    const label = bytes[at]!;
    if (label > 9) throw badFile(kind, `has the label ${label} in record ${at / record}`);
  }
}

/** Every record that the opening shows begins with a label. A batch that is cut off is one by its name. */
export function looksLikeBatch({ name, bytes, length }: Opening): boolean {
  if (length === 0 || (length % record !== 0 && !/batch/i.test(name))) return false;
  for (let at = 0; at < bytes.length; at += record) if ((bytes[at] ?? 0) > 9) return false;
  return true;
}

/** Planes to pixels: [3, 32, 32] of each record becomes [32, 32, 3]. */
export function unpackBatches(
  batches: readonly Uint8Array[],
  count: number,
): { readonly images: Uint8Array; readonly labels: Uint8Array } {
  const images = new Uint8Array(count * 3 * plane);
  const labels = new Uint8Array(count);
  let image = 0;
  for (const bytes of batches) {
    for (let at = 0; at < bytes.length && image < count; at += record, image++) {
      labels[image] = bytes[at]!;
      const to = image * 3 * plane;
      for (let pixel = 0; pixel < plane; pixel++) {
        const red = at + 1 + pixel;
        images[to + 3 * pixel] = bytes[red]!;
        images[to + 3 * pixel + 1] = bytes[red + plane]!;
        images[to + 3 * pixel + 2] = bytes[red + 2 * plane]!;
      }
    }
  }
  return { images, labels };
}
