// For tests: sources made of bytes in memory, the real files where LAB_DATA_DIR says that they are.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { encodeIdx } from './idx';
import { folderSource } from './source';
import type { DataSource } from './types';

export const memorySource = (
  files: Readonly<Record<string, Uint8Array>>,
  checkDigests = false,
): DataSource => ({
  name: 'The test',
  checkDigests,
  read: (file) => Promise.resolve(files[file]),
});

/** The folder that LAB_DATA_DIR names; undefined where it is not set, as in a fresh clone. */
export const realSource = (): DataSource | undefined => {
  const folder = process.env.LAB_DATA_DIR;
  if (!folder) return undefined;
  return folderSource({
    name: folder,
    readFile: (file) => readFile(path.join(folder, file)).catch(() => undefined),
  });
};

export async function gzip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

/** Three images whose pixels count up, labels 7, 0, 9, under MNIST's names. */
export async function smallMnist(): Promise<Record<string, Uint8Array<ArrayBuffer>>> {
  const pixels = Uint8Array.from({ length: 3 * 784 }, (_, i) => i % 251);
  return {
    'train-images-idx3-ubyte.gz': await gzip(encodeIdx({ dimensions: [3, 28, 28], values: pixels })),
    'train-labels-idx1-ubyte.gz': await gzip(encodeIdx({ dimensions: [3], values: Uint8Array.of(7, 0, 9) })),
  };
}
