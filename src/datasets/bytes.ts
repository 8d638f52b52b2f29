// What every file of a data set goes through before it is read: reading, unpacking, comparing digests.
import { LabError } from '../lab/errors';
import { isGzip } from './opening';
import type { DataSource, ReadOptions } from './types';

/** How a file should look, for the sentences of refusals. */
export interface FileKind {
  readonly file: string;
  /** E.g. "gzip-packed MNIST labels (IDX)". */
  readonly expected: string;
  /** SHA-256 of the unpacked file, where the original is well known. */
  readonly sha256?: string | undefined;
  /** SHA-256 of the file as it is published, where only this is known. */
  readonly packedSha256?: string | undefined;
  /** Other names that people have it under, without `.gz`. */
  readonly spellings?: readonly string[];
}

export function badFile(kind: FileKind, found: string, options?: ErrorOptions): LabError {
  const sentence = `${kind.file} ${found}, expected ${kind.expected}. Fetch the file again or remove it.`;
  return new LabError('bad-file', sentence, {
    ...options,
    reason: { name: 'data-file', values: { file: kind.file } },
  });
}

/** @throws LabError `bad-file` where the bytes are a web page, which is what many servers send for a missing file. */
export function refuseWebPage(kind: FileKind, bytes: Uint8Array): void {
  const opening = new TextDecoder().decode(bytes.subarray(0, 64)).trimStart().toLowerCase();
  if (opening.startsWith('<!doctype') || opening.startsWith('<html') || opening.startsWith('<?xml')) {
    throw badFile(kind, 'is a web page');
  }
}

/** A plain copy-free view that the Web's own interfaces accept. */
const plainBytes = (bytes: Uint8Array): Uint8Array<ArrayBuffer> =>
  bytes.buffer instanceof ArrayBuffer
    ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    : new Uint8Array(bytes);

/**
 * Unpacks gzip. Bytes without gzip's mark are returned as they are: some servers unpack on the way.
 * @throws LabError `bad-file` where the packed data is cut off or damaged.
 */
export async function gunzip(kind: FileKind, bytes: Uint8Array): Promise<Uint8Array> {
  if (!isGzip(bytes)) return bytes;
  try {
    const unpacked = new Blob([plainBytes(bytes)]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Uint8Array(await new Response(unpacked).arrayBuffer());
  } catch (cause) {
    throw badFile(kind, `is cut off or damaged (${bytes.length} bytes that do not unpack)`, { cause });
  }
}

/**
 * Compares SHA-256 where the browser offers it (it does not on plain http).
 * @param packed as it came; a server that unpacks on the way sends something else than was published.
 * @throws LabError `bad-file` where a digest is another than that of `kind`.
 */
export async function checkDigest(kind: FileKind, unpacked: Uint8Array, packed = unpacked): Promise<void> {
  await compareDigest(kind, 'unpacked', { bytes: unpacked, expected: kind.sha256 });
  if (isGzip(packed)) await compareDigest(kind, 'packed', { bytes: packed, expected: kind.packedSha256 });
}

async function compareDigest(
  kind: FileKind,
  state: string,
  { bytes, expected }: { bytes: Uint8Array; expected: string | undefined },
): Promise<void> {
  const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle;
  if (!expected || !subtle) return;
  const digest = new Uint8Array(await subtle.digest('SHA-256', plainBytes(bytes)));
  const found = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (found !== expected) throw badFile(kind, `has the SHA-256 ${found} (${state}), not ${expected}`);
}

/**
 * Reads, unpacks and compares one file; undefined where the source does not have it.
 * @throws LabError `bad-file`; what the source throws.
 */
export async function readFile(
  source: DataSource,
  kind: FileKind,
  options: ReadOptions,
): Promise<Uint8Array | undefined> {
  options.signal?.throwIfAborted();
  const packed = await source.read(kind.file, options);
  options.signal?.throwIfAborted();
  if (!packed) return undefined;
  refuseWebPage(kind, packed);
  const bytes = await gunzip(kind, packed);
  if (source.checkDigests) await checkDigest(kind, bytes, packed);
  return bytes;
}
