// Writes zip archives. The platform packs; scripts from `blob:` are not allowed on the page.
import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js/lib/zip-core-custom.js';

/** Files by their path in an archive, folders with a slash; a text is written as UTF-8. */
export type Files = ReadonlyMap<string, string | Uint8Array>;

/** The format counts time from here: the same files give the same archive, whenever it is packed. */
const noTime = new Date(1980, 0, 1);

/** Weights are noise to a packer, and a PNG is packed: they are stored as they are. */
const stored = /\.(safetensors|onnx|png)$/;

export async function packZip(files: Files): Promise<ArrayBuffer> {
  const zip = new ZipWriter(new Uint8ArrayWriter(), {
    useWebWorkers: false,
    useCompressionStream: true,
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
