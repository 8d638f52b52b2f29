// What every file of a data set goes through before it is read: reading, unpacking, comparing digests.
import { LabError } from '../lab/errors';
import type { Reason } from '../lab/reasons';
import { gather } from './gather';
import { isGzip } from './opening';
import type { DataSource, ReadOptions } from './types';

/** How a file should look, for the sentences of refusals. */
export interface FileKind {
  readonly file: string;
  /** E.g. "gzip-packed MNIST labels (IDX)". */
  readonly expected: string;
  /** Length of the unpacked file as it is published, where that is known. */
  readonly bytes?: number;
  /** SHA-256 of the unpacked file, where the original is well known. */
  readonly sha256?: string | undefined;
  /** SHA-256 of the file as it is published, where only this is known. */
  readonly packedSha256?: string | undefined;
  /** Other names that people have it under, without `.gz`. */
  readonly spellings?: readonly string[];
}

/** What is wrong with a file, as the page tells it. */
type Fault = Extract<Reason['name'], 'data-file' | 'data-page' | 'data-digest' | 'data-long'>;

interface BadFileOptions extends ErrorOptions {
  /** Damaged or something else, when left out. */
  readonly fault?: Fault;
}

export function badFile(
  { file, expected }: FileKind,
  found: string,
  { fault = 'data-file', ...options }: BadFileOptions = {},
): LabError {
  const sentence = `${file} ${found}, expected ${expected}. Fetch the file again or remove it.`;
  return new LabError('bad-file', sentence, { ...options, reason: { name: fault, values: { file } } });
}

/** @throws LabError `bad-file` where the bytes are a web page, which is what many servers send for a missing file. */
export function refuseWebPage(kind: FileKind, bytes: Uint8Array): void {
  const opening = new TextDecoder().decode(bytes.subarray(0, 64)).trimStart().toLowerCase();
  if (opening.startsWith('<!doctype') || opening.startsWith('<html') || opening.startsWith('<?xml')) {
    throw badFile(kind, 'is a web page', { fault: 'data-page' });
  }
}

/** A plain copy-free view that the Web's own interfaces accept. */
const plainBytes = (bytes: Uint8Array): Uint8Array<ArrayBuffer> =>
  bytes.buffer instanceof ArrayBuffer
    ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    : new Uint8Array(bytes);

/** Bytes that a file may have: a stranger's exactly what is published, one's own several times that. */
function mostBytes({ bytes }: FileKind, checkDigests: DataSource['checkDigests']): number {
  if (bytes === undefined) return 2 ** 30;
  return checkDigests === true ? bytes : 4 * bytes;
}

/** What gzip adds to what it cannot make smaller. */
const packing = 4096;

/**
 * Unpacks gzip. Bytes without gzip's mark are returned as they are: some servers unpack on the way.
 * @param limit nothing is unpacked beyond so many bytes
 * @throws LabError `bad-file` where the packed data is cut off or damaged, or unpacks to more.
 */
export async function gunzip(
  kind: FileKind,
  bytes: Uint8Array,
  limit = mostBytes(kind, true),
): Promise<Uint8Array> {
  if (!isGzip(bytes)) return bytes;
  const tooLong = (): LabError =>
    badFile(kind, `unpacks to more than ${limit} bytes`, { fault: 'data-long' });
  try {
    const unpacked = new Blob([plainBytes(bytes)]).stream().pipeThrough(new DecompressionStream('gzip'));
    return await gather(unpacked, { limit, expected: kind.bytes, tooLong });
  } catch (cause) {
    if (cause instanceof LabError) throw cause;
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
  if (found !== expected)
    throw badFile(kind, `has the SHA-256 ${found} (${state}), not ${expected}`, { fault: 'data-digest' });
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
  const { checkDigests } = source;
  const limit = mostBytes(kind, checkDigests);
  const packed = await source.read(kind.file, { ...options, limit: limit + packing });
  options.signal?.throwIfAborted();
  if (!packed) return undefined;
  refuseWebPage(kind, packed);
  const bytes = await gunzip(kind, packed, limit);
  if (checkDigests === true) await checkDigest(kind, bytes, packed);
  if (checkDigests === 'whole' && bytes.length === kind.bytes) await checkDigest(kind, bytes);
  return bytes;
}
