// Reads zip archives of models. The platform unpacks; scripts from `blob:` are not allowed on the page.
import {
  Uint8ArrayReader,
  Uint8ArrayWriter,
  ZipReader,
  type FileEntry,
} from '@zip.js/zip.js/lib/zip-core-custom.js';
import { LabError } from '../../lab/errors';

const platform = { useWebWorkers: false, useCompressionStream: true } as const;

/** More than any model that the lab can hold, in bytes. */
const largest = 2 ** 30;

/**
 * The files of an archive that are wanted.
 * @throws LabError `bad-file` where it is damaged, or larger than anything that belongs here.
 */
export async function unpackZip(
  archive: Uint8Array,
  wanted: (path: string) => boolean,
): Promise<Map<string, Uint8Array>> {
  const zip = new ZipReader(new Uint8ArrayReader(archive), { ...platform, checkSignature: true });
  try {
    const entries = (await zip.getEntries()).filter(
      (entry): entry is FileEntry => !entry.directory && wanted(entry.filename),
    );
    if (entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0) > largest)
      throw new Error(`it unpacks to more than ${largest} bytes`);
    const files = new Map<string, Uint8Array>();
    for (const entry of entries) files.set(entry.filename, await entry.getData(new Uint8ArrayWriter()));
    return files;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new LabError('bad-file', `The zip archive cannot be unpacked: ${why}.`, {
      cause,
      reason: { name: 'zip-damaged', values: {} },
    });
  }
}
