// IDX, the format of MNIST: a magic number, the dimensions (big-endian), then bytes.
// http://yann.lecun.com/exdb/mnist — 0x08 stands for unsigned bytes, the last byte is the number of dimensions.
import { badFile, type FileKind } from './bytes';

export interface Idx {
  readonly dimensions: readonly number[];
  /** A view into the file, the product of `dimensions` long. */
  readonly values: Uint8Array;
}

export interface IntIdx {
  readonly dimensions: readonly number[];
  readonly values: Int32Array;
}

const magicOf = (rank: number): number => 0x800 + rank;
const intMagicOf = (rank: number): number => 0xc00 + rank;

/** Bytes before the values of a file with so many dimensions. */
export const idxHeader = (rank: number): number => 4 + 4 * rank;

/**
 * Reads an IDX file of unsigned bytes with `rank` dimensions.
 * @throws LabError `bad-file` where the magic number or the length is not what it should be.
 */
export function parseIdx(kind: FileKind, bytes: Uint8Array, rank: number): Idx {
  const dimensions = readHeader(kind, bytes, { magic: magicOf(rank), rank, size: 1 });
  return { dimensions, values: bytes.subarray(idxHeader(rank)) };
}

/** The same for signed integers of 32 bits, big-endian (type 0x0c). */
export function parseIntIdx(kind: FileKind, bytes: Uint8Array, rank: number): IntIdx {
  const dimensions = readHeader(kind, bytes, { magic: intMagicOf(rank), rank, size: 4 });
  return { dimensions, values: bigEndianInts(bytes.subarray(idxHeader(rank))) };
}

interface HeaderOptions {
  readonly magic: number;
  readonly rank: number;
  /** Bytes of a value. */
  readonly size: number;
}

function readHeader(kind: FileKind, bytes: Uint8Array, { magic, rank, size }: HeaderOptions): number[] {
  const header = idxHeader(rank);
  if (bytes.length < 4) throw badFile(kind, `has only ${bytes.length} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = view.getUint32(0);
  if (found !== magic) throw badFile(kind, `begins with the number ${found} instead of ${magic}`);
  if (bytes.length < header) throw badFile(kind, `has only ${bytes.length} bytes`);
  const dimensions = Array.from({ length: rank }, (_, i) => view.getUint32(4 + 4 * i));
  const length = header + dimensions.reduce((product, side) => product * side, size);
  if (bytes.length !== length) {
    throw badFile(kind, `has ${bytes.length} bytes instead of the ${length} that its header announces`);
  }
  return dimensions;
}

/** As many whole numbers as there are bytes for. */
function bigEndianInts(bytes: Uint8Array): Int32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Int32Array.from({ length: bytes.length >> 2 }, (_, i) => view.getInt32(4 * i));
}

/** The dimensions and the first values of an IDX file of 32-bit integers; null for anything else. */
export function peekIntIdx(bytes: Uint8Array, rank: number): IntIdx | null {
  const header = idxHeader(rank);
  if (bytes.length < header) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0) !== intMagicOf(rank)) return null;
  const dimensions = Array.from({ length: rank }, (_, i) => view.getUint32(4 + 4 * i));
  return { dimensions, values: bigEndianInts(bytes.subarray(header)) };
}

/** What the header of an IDX file of unsigned bytes says; null for anything else. */
export function idxDimensions(bytes: Uint8Array): readonly number[] | null {
  const rank = bytes[3] ?? 0;
  const [zero, nought, type] = bytes;
  if (zero !== 0 || nought !== 0 || type !== 0x08 || rank === 0 || bytes.length < idxHeader(rank))
    return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: rank }, (_, i) => view.getUint32(4 + 4 * i));
}

/** Writes an IDX file of unsigned bytes. `values` is as long as the product of `dimensions`. */
export function encodeIdx({ dimensions, values }: Idx): Uint8Array<ArrayBuffer> {
  const header = idxHeader(dimensions.length);
  const bytes = new Uint8Array(header + values.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, magicOf(dimensions.length));
  dimensions.forEach((size, i) => view.setUint32(4 + 4 * i, size));
  bytes.set(values, header);
  return bytes;
}
