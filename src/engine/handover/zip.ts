// Zip archives of models. The platform packs and unpacks; scripts from `blob:` are not allowed on the page.
import {
  Uint8ArrayReader,
  Uint8ArrayWriter,
  ZipReader,
  ZipWriter,
  type FileEntry,
} from '@zip.js/zip.js/lib/zip-core-custom.js';
import { LabError } from '../../lab/errors';

/** Files by their path in an archive, folders with a slash; a text is written as UTF-8. */
export type Files = ReadonlyMap<string, string | Uint8Array>;

/** The format counts time from here: the same model gives the same archive, whenever it is packed. */
const noTime = new Date(1980, 0, 1);

const platform = { useWebWorkers: false, useCompressionStream: true } as const;

/** Weights are noise to a packer: they are stored as they are. */
const stored = /\.(safetensors|onnx)$/;

export async function packZip(files: Files): Promise<ArrayBuffer> {
  const zip = new ZipWriter(new Uint8ArrayWriter(), {
    ...platform,
    lastModDate: noTime,
    extendedTimestamp: false,
    dataDescriptor: false,
  });
  const encoder = new TextEncoder();
  for (const [path, content] of files) {
    const bytes = typeof content === 'string' ? encoder.encode(content) : content;
    await zip.add(path, new Uint8ArrayReader(bytes), { level: stored.test(path) ? 0 : 6 });
  }
  const { buffer, byteOffset, byteLength } = await zip.close();
  return buffer.slice(byteOffset, byteOffset + byteLength);
}

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
