// Files that a command reads.
import { readFile } from 'node:fs/promises';
import { LabError } from '../lab/errors';

const explain = (path: string, error: NodeJS.ErrnoException): string => {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return `There is no file ${path}.`;
  if (error.code === 'EISDIR') return `${path} is a folder, expected a file.`;
  return `${path} cannot be read (${error.message}).`;
};

/** @throws LabError `bad-file` when there is none. */
export async function readInput(path: string): Promise<ArrayBuffer> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new LabError('bad-file', explain(path, error as NodeJS.ErrnoException), { cause: error });
  });
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
}
