// The files in a zip, read one by one when they are asked for: nothing is unpacked that is not wanted, and nothing is
// ever written. Loaded when a zip is opened.
import { BlobReader, ZipReader, type FileEntry } from '@zip.js/zip.js/lib/zip-core-custom.js';
import { ownLimits, type FoundFiles, type OwnFile, type RefusedFile } from './files';
import { hasImageEnding, isLitter } from './names';
import { LabError } from '../../lab/errors';

/** The platform unpacks; scripts from `blob:` are not allowed on the page. */
const unpacking = { useWebWorkers: false, useCompressionStream: true, checkSignature: true } as const;

export interface ZipOptions {
  readonly name: string;
  /** Which members are of interest, by path. */
  readonly wanted?: (path: string) => boolean;
  /** How large a member may be, unpacked, where that is more than a picture. */
  readonly mostBytes?: (path: string) => number | undefined;
  /** Awaited after each member of the list. @throws what ends the work */
  readonly advance: (done: number, total: number) => Promise<void>;
}

/**
 * The files of a zip. Members that are locked, too large, or that name a place outside of it are refused one by one.
 * @throws LabError `bad-file` where it is no zip, or is cut off; what `advance` throws.
 */
export async function zipFiles(
  zip: Blob,
  { name, wanted = hasImageEnding, mostBytes = () => undefined, advance }: ZipOptions,
): Promise<FoundFiles> {
  // Names that lead out of the zip are refused here, one by one.
  const reader = new ZipReader(new BlobReader(zip), { filenameValidation: 'tolerant' });
  const files: OwnFile[] = [];
  const refused: RefusedFile[] = [];
  const members = reader.getEntriesGenerator();
  for (let seen = 0; ; seen++) {
    const next = await members.next().catch((cause: unknown) => {
      throw unreadable(name, cause);
    });
    if (next.done) break;
    await advance(seen, seen + 1);
    const entry = next.value;
    const path = entry.filename.replaceAll('\\', '/');
    if (entry.directory || isLitter(path)) continue;
    const why = refusalOf(entry, path, { seen, wanted, mostBytes });
    if (why) refused.push({ path, why });
    else files.push({ path, size: entry.uncompressedSize, read: () => unpack(entry) });
  }
  return { files, refused };
}

function refusalOf(
  { encrypted, uncompressedSize }: FileEntry,
  path: string,
  { seen, wanted, mostBytes }: Required<Pick<ZipOptions, 'wanted' | 'mostBytes'>> & { readonly seen: number },
): RefusedFile['why'] | null {
  if (seen >= ownLimits.files) return 'many-files';
  if (/^(\/|[a-z]:)/i.test(path) || path.split('/').includes('..')) return 'path';
  if (!wanted(path)) return 'not-image';
  if (encrypted) return 'locked';
  return uncompressedSize > (mostBytes(path) ?? ownLimits.fileBytes) ? 'heavy' : null;
}

/** @throws where the member is damaged, or goes on beyond the size that the zip announces */
async function unpack(entry: FileEntry): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  const collect = new WritableStream<Uint8Array<ArrayBuffer>>({
    write(part) {
      length += part.length;
      if (length > entry.uncompressedSize) throw new Error('It is longer than announced.');
      parts.push(part);
    },
  });
  await entry.getData(collect, unpacking);
  if (length !== entry.uncompressedSize) throw new Error('It is shorter than announced.');
  return new Blob(parts);
}

const unreadable = (file: string, cause: unknown): LabError =>
  new LabError('bad-file', `${file} is no readable zip: it is cut off, damaged or something else.`, {
    cause,
    reason: { name: 'data-file', values: { file } },
  });
