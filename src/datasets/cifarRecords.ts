// The binary form of CIFAR-10 and CIFAR-100: records of one or two label bytes and the 32×32 planes of red, green and
// blue.
import { badFile, type FileKind } from './bytes';
import type { Opening } from './opening';

export const side = 32;
const plane = side * side;
export const record = 1 + 3 * plane;

export interface RecordKind {
  /** The largest value of each label byte; the first one is the class. */
  readonly mostLabels: readonly number[];
  /** What a file may be called that is cut off. */
  readonly name: RegExp;
}

const sizeOf = ({ mostLabels }: RecordKind): number => mostLabels.length + 3 * plane;

/** @returns how many records there are. @throws LabError `bad-file` where they are no whole ones with labels in range. */
export function checkRecords(file: FileKind, bytes: Uint8Array, kind: RecordKind): number {
  const size = sizeOf(kind);
  if (bytes.length === 0 || bytes.length % size !== 0) {
    throw badFile(file, `has ${bytes.length} bytes, which are no whole records`);
  }
  for (let at = 0; at < bytes.length; at += size) {
    for (const [i, most] of kind.mostLabels.entries()) {
      const label = bytes[at + i]!;
      if (label > most) throw badFile(file, `has the label ${label} in record ${at / size}`);
    }
  }
  return bytes.length / size;
}

/** Every record that the opening shows begins with labels. A file that is cut off is one by its name. */
export function looksLikeRecords({ name, bytes, length }: Opening, kind: RecordKind): boolean {
  const size = sizeOf(kind);
  if (length === 0 || (length % size !== 0 && !kind.name.test(name))) return false;
  for (let at = 0; at < bytes.length; at += size)
    if (kind.mostLabels.some((most, i) => (bytes[at + i] ?? 0) > most)) return false;
  return true;
}

/** Planes to pixels: [3, 32, 32] of each record becomes [32, 32, 3]. */
export function unpackRecords(
  batches: readonly Uint8Array[],
  count: number,
  kind: RecordKind,
): { readonly images: Uint8Array; readonly labels: Uint8Array } {
  const size = sizeOf(kind);
  const images = new Uint8Array(count * 3 * plane);
  const labels = new Uint8Array(count);
  let image = 0;
  for (const bytes of batches) {
    for (let at = 0; at < bytes.length && image < count; at += size, image++) {
      labels[image] = bytes[at]!;
      const to = image * 3 * plane;
      for (let pixel = 0; pixel < plane; pixel++) {
        const red = at + kind.mostLabels.length + pixel;
        images[to + 3 * pixel] = bytes[red]!;
        images[to + 3 * pixel + 1] = bytes[red + plane]!;
        images[to + 3 * pixel + 2] = bytes[red + 2 * plane]!;
      }
    }
  }
  return { images, labels };
}
