// What is inside files that hold others, or many images at once: zips, NumPy's arrays, IDX and CIFAR's records.
import { LabError } from '../../lab/errors';
import { isZip } from '../../lab/zip';
import { isGzip } from '../opening';
import { imagesOfArrays, looksLikeArray, type ArrayFile } from './arrays';
import { ownLimits, type FoundFiles, type OwnFile, type RefusedFile } from './files';
import { hasImageEnding, isLitter } from './names';

/** Of an array's file, unpacked: 60,000 coloured images of 64 × 64 are 737 MB. */
const mostBytes = 768 * 2 ** 20;

/** Of more files than these only those with such an ending are looked into. */
const few = 50;
const mayHold = /\.(zip|npz|npy|bin|gz)$|ubyte/i;

type Advance = (done: number, total: number) => Promise<void>;

/**
 * The files, and in the place of containers what is in them. Of more than are looked at, the first that is not is named.
 * @throws LabError `bad-file` for a zip or an array that cannot be read; what `advance` throws
 */
export async function openContainers(files: readonly OwnFile[], advance: Advance): Promise<FoundFiles> {
  const found: OwnFile[] = [];
  const beyond = files.slice(ownLimits.files, ownLimits.files + 1);
  const refused: RefusedFile[] = beyond.map(({ path }) => ({ path, why: 'many-files' }));
  const arrays: ArrayFile[] = [];
  for (const [i, file] of files.slice(0, ownLimits.files).entries()) {
    const { path } = file;
    const isLookedInto =
      !hasImageEnding(path) && !isLitter(path) && (mayHold.test(path) || files.length <= few);
    if (!isLookedInto) {
      found.push(file);
      continue;
    }
    await advance(i, files.length);
    const blob = await file.read();
    const head = new Uint8Array(await blob.slice(0, 16).arrayBuffer());
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (isZip(head)) {
      const inside = await openZip(blob, name, advance);
      found.push(...inside.files);
      refused.push(...inside.refused);
      arrays.push(...inside.arrays);
    } else {
      const array = await readArray(blob, name, head);
      if (array) arrays.push(array);
      else found.push(file);
    }
  }
  return { files: [...found, ...imagesOfArrays(arrays)], refused };
}

/** An `.npz` is a zip of arrays; anything else in a zip is a folder of images. */
async function openZip(
  blob: Blob,
  name: string,
  advance: Advance,
): Promise<FoundFiles & { readonly arrays: readonly ArrayFile[] }> {
  // Loaded with the first zip.
  const { zipFiles } = await import('./zip');
  const isArray = (path: string): boolean => /\.npy$/i.test(path);
  const wanted = (path: string): boolean => hasImageEnding(path) || isArray(path);
  const { files, refused } = await zipFiles(blob, {
    name,
    wanted,
    mostBytes: (path) => (isArray(path) ? mostBytes : undefined),
    advance,
  });
  const arrays: ArrayFile[] = [];
  for (const file of files.filter(({ path }) => isArray(path))) {
    const bytes = await file.read().catch((cause: unknown) => {
      throw new LabError('bad-file', `${file.path} in ${name} is damaged.`, {
        cause,
        reason: { name: 'data-file', values: { file: name } },
      });
    });
    arrays.push({ name: `${name}/${file.path}`, bytes: new Uint8Array(await bytes.arrayBuffer()) });
  }
  return { files: files.filter(({ path }) => !isArray(path)), refused, arrays };
}

/** Null for a file of another kind. */
async function readArray(blob: Blob, name: string, head: Uint8Array): Promise<ArrayFile | null> {
  const plainName = name.replace(/\.gz$/i, '');
  if (!isGzip(head)) {
    if (!looksLikeArray(plainName, head, blob.size)) return null;
    if (blob.size > mostBytes) throw tooLarge(name);
    return { name: plainName, bytes: new Uint8Array(await blob.arrayBuffer()) };
  }
  const bytes = await unpacked(blob, name);
  return looksLikeArray(plainName, bytes, bytes.length) ? { name: plainName, bytes } : null;
}

async function unpacked(blob: Blob, file: string): Promise<Uint8Array> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  const reader = blob.stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  for (;;) {
    const { value } = await reader.read().catch((cause: unknown) => {
      throw new LabError('bad-file', `${file} is cut off or damaged: it does not unpack.`, {
        cause,
        reason: { name: 'data-file', values: { file } },
      });
    });
    if (!value) break;
    length += value.length;
    if (length > mostBytes) {
      await reader.cancel();
      throw tooLarge(file);
    }
    parts.push(value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

const tooLarge = (file: string): LabError =>
  new LabError('bad-file', `${file} holds more than ${mostBytes / 2 ** 20} MB: take a part of it.`, {
    reason: { name: 'file-too-large', values: { file, limit: mostBytes / 2 ** 20 } },
  });
