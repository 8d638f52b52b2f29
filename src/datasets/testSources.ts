// For tests: sources made of bytes in memory, the real files where LAB_DATA_DIR says that they are.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { folderSource } from './folder';
import { encodeIdx } from './idx';
import type { FiledSet } from './set';
import type { DataSource } from './types';

export const memorySource = (
  files: Readonly<Record<string, Uint8Array>>,
  checkDigests = false,
): DataSource => ({
  name: 'The test',
  checkDigests,
  read: (file) => Promise.resolve(files[file]),
});

/** The files of a set in the folder that LAB_DATA_DIR names; undefined where it is not set, as in a fresh clone. */
export const realSource = (set: FiledSet): DataSource | undefined => {
  const folder = process.env.LAB_DATA_DIR;
  if (!folder) return undefined;
  return folderSource({
    name: folder,
    set,
    readFile: (file) => readFile(path.join(folder, file)).catch(() => undefined),
  });
};

export async function gzip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

const octal = (value: number, digits: number): string => `${value.toString(8).padStart(digits, '0')}\0`;

/**
 * A member of a tar archive, ustar.
 * @param type `0` a file, `2` a link, `5` a folder
 * @param size what the header says of the length, where that is not true
 */
export function tarMember(
  name: string,
  bytes: Uint8Array,
  type = '0',
  size: string | null = null,
): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(512);
  const put = (text: string, at: number, most = 100): void =>
    header.set(new TextEncoder().encode(text).subarray(0, most), at);
  put(name, 0);
  put(octal(0o644, 7), 100);
  put(size ?? octal(bytes.length, 11), 124, 12);
  put(' '.repeat(8), 148);
  put(type, 156);
  put('ustar\0' + '00', 257);
  put(
    octal(
      header.reduce((sum, byte) => sum + byte, 0),
      6,
    ),
    148,
  );
  const member = new Uint8Array(512 + 512 * Math.ceil(bytes.length / 512));
  member.set(header);
  member.set(bytes, 512);
  return member;
}

export function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** A tar archive with its end. */
export const tar = (files: Readonly<Record<string, Uint8Array>>): Uint8Array<ArrayBuffer> =>
  joined(...Object.entries(files).map(([name, bytes]) => tarMember(name, bytes)), new Uint8Array(1024));

/** Records of CIFAR-10's binary form whose planes are filled with the label. */
export function cifarBatch(...labels: readonly number[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(3073 * labels.length);
  for (const [i, label] of labels.entries()) bytes.fill(label, 3073 * i, 3073 * (i + 1));
  return bytes;
}

/** Three images whose pixels count up, labels 7, 0, 9, under MNIST's names. */
export async function smallMnist(): Promise<Record<string, Uint8Array<ArrayBuffer>>> {
  // Black along the edges, as digits are.
  const isInside = (i: number): boolean => i % 28 > 0 && i % 28 < 27 && i % 784 >= 28 && i % 784 < 756;
  const pixels = Uint8Array.from({ length: 3 * 784 }, (_, i) => (isInside(i) ? i % 251 : 0));
  return {
    'train-images-idx3-ubyte.gz': await gzip(encodeIdx({ dimensions: [3, 28, 28], values: pixels })),
    'train-labels-idx1-ubyte.gz': await gzip(encodeIdx({ dimensions: [3], values: Uint8Array.of(7, 0, 9) })),
  };
}
