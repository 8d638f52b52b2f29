// The safetensors file format (github.com/huggingface/safetensors): a JSON header, then the bytes of the tensors.
// Knows nothing of models. Files are little-endian, and so is every machine that runs this. What the original library
// refuses is refused: a hole, an overlap, bytes left over, a key that stands twice.
import { LabError } from '../../lab/errors';
import { fromHalf, toHalf } from './half';
import { parseHeaderJson, type HeaderValue } from './headerJson';

/** F64 is read as float64, U8 as bytes, all other types as float32. */
export type StoredValues = Float32Array | Float64Array | Uint8Array;

export interface StoredTensor {
  readonly shape: readonly number[];
  readonly values: StoredValues;
  /** Float32 values that are written as F16, and read as float32 again. */
  readonly half?: true;
}

export interface SafetensorsFile {
  readonly tensors: ReadonlyMap<string, StoredTensor>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** What the header says of a tensor; the place is counted from the end of the header. */
interface Entry {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

const lengthBytes = 8;
/** Of a header, as the library has it. */
const largestHeader = 100_000_000;

interface Reader {
  readonly bytes: number;
  readonly read: (view: DataView, count: number) => StoredValues;
}

const toFloats =
  (bytes: number, at: (view: DataView, offset: number) => number): Reader['read'] =>
  (view, count) =>
    Float32Array.from({ length: count }, (_, i) => at(view, i * bytes));

const bytesOf = ({ buffer, byteOffset, byteLength }: DataView): ArrayBuffer =>
  (buffer as ArrayBuffer).slice(byteOffset, byteOffset + byteLength);

const readers: ReadonlyMap<string, Reader> = new Map([
  ['F64', { bytes: 8, read: (view) => new Float64Array(bytesOf(view)) }],
  ['F32', { bytes: 4, read: (view) => new Float32Array(bytesOf(view)) }],
  ['F16', { bytes: 2, read: toFloats(2, (view, offset) => fromHalf(view.getUint16(offset, true))) }],
  ['BF16', { bytes: 2, read: toFloats(2, (view, offset) => fromBrain(view.getUint16(offset, true))) }],
  ['I64', { bytes: 8, read: toFloats(8, (view, offset) => Number(view.getBigInt64(offset, true))) }],
  ['I32', { bytes: 4, read: toFloats(4, (view, offset) => view.getInt32(offset, true)) }],
  ['U8', { bytes: 1, read: (view) => new Uint8Array(bytesOf(view)) }],
] as const satisfies readonly (readonly [string, Reader])[]);

const elements = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

const refuse = (sentence: string, cause?: unknown): LabError =>
  new LabError('bad-checkpoint', `This is not a usable safetensors file: ${sentence}`, {
    cause,
    reason: { name: 'no-safetensors', values: {} },
  });

/**
 * Tensors and metadata of a file.
 * @throws LabError `bad-checkpoint` that says what is wrong with the file.
 */
export function parseSafetensors(file: ArrayBuffer): SafetensorsFile {
  const view = new DataView(file);
  if (file.byteLength < lengthBytes)
    throw refuse(`it has ${file.byteLength} bytes, its header alone needs 8.`);
  const headerLength = Number(view.getBigUint64(0, true));
  const start = lengthBytes + headerLength;
  if (headerLength > largestHeader || start > file.byteLength) {
    throw refuse(`its header claims ${headerLength} bytes, the file has ${file.byteLength} in all.`);
  }
  const { metadata, entries } = parseHeader(new Uint8Array(file, lengthBytes, headerLength));
  checkPlaces(entries, file.byteLength - start);
  const tensors = new Map<string, StoredTensor>();
  for (const { name, dtype, shape, begin, end } of entries) {
    const reader = readerOf({ name, dtype });
    const values = reader.read(new DataView(file, start + begin, end - begin), elements(shape));
    tensors.set(name, { shape, values });
  }
  return { tensors, metadata };
}

function readerOf({ name, dtype }: Pick<Entry, 'name' | 'dtype'>): Reader {
  const reader = readers.get(dtype);
  if (reader) return reader;
  throw refuse(`tensor "${name}" is ${dtype}, expected one of ${[...readers.keys()].join(', ')}.`);
}

/** Each tensor begins where the one before ends, and the last ends with the file. */
function checkPlaces(entries: readonly Entry[], bytes: number): void {
  let at = 0;
  for (const { name, dtype, shape, begin, end } of entries.toSorted(
    (a, b) => a.begin - b.begin || a.end - b.end,
  )) {
    const size = readerOf({ name, dtype }).bytes;
    const count = elements(shape);
    if (!Number.isSafeInteger(count * size))
      throw refuse(`tensor "${name}" claims to be larger than any file.`);
    if (end - begin !== count * size || end > bytes) {
      const there = Math.max(0, Math.min(end, bytes) - begin);
      throw refuse(`tensor "${name}" should hold ${count} × ${size} bytes, the file has ${there} there.`);
    }
    if (begin !== at)
      throw refuse(`tensor "${name}" begins at byte ${begin}, the one before it ends at ${at}.`);
    at = end;
  }
  if (at !== bytes) throw refuse(`it has ${bytes - at} bytes that belong to no tensor.`);
}

interface Part {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  /** Bytes of one value. */
  readonly width: number;
  readonly bytes: Uint8Array;
}

const typeOf = (values: StoredValues): string =>
  values instanceof Uint8Array ? 'U8' : values instanceof Float64Array ? 'F64' : 'F32';

function partOf(name: string, { shape, values, half }: StoredTensor): Part {
  if (values.length !== elements(shape)) {
    throw new LabError(
      'internal',
      `Tensor "${name}" has ${values.length} values for shape [${shape.join(', ')}].`,
    );
  }
  const stored = half ? Uint16Array.from(values, toHalf) : values;
  return {
    name,
    dtype: half ? 'F16' : typeOf(values),
    shape,
    width: stored.BYTES_PER_ELEMENT,
    bytes: new Uint8Array(stored.buffer, stored.byteOffset, stored.byteLength),
  };
}

/** A file of F64, F32, F16 and U8 tensors. @param tensors values must fill their shapes. */
export function writeSafetensors({ tensors, metadata }: SafetensorsFile): ArrayBuffer {
  const header: Record<string, unknown> = {};
  if (Object.keys(metadata).length > 0) header['__metadata__'] = metadata;
  // The widest first, as the library writes them: then each begins at a multiple of its own size.
  const parts = [...tensors]
    .map(([name, tensor]) => partOf(name, tensor))
    .toSorted((a, b) => b.width - a.width);
  let offset = 0;
  for (const { name, dtype, shape, bytes } of parts) {
    const end = offset + bytes.length;
    header[name] = { dtype, shape, data_offsets: [offset, end] };
    offset = end;
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  // Readers map the data in place: it begins at a multiple of 8.
  const padded = Math.ceil(text.length / lengthBytes) * lengthBytes;
  const file = new ArrayBuffer(lengthBytes + padded + offset);
  const view = new DataView(file);
  view.setBigUint64(0, BigInt(padded), true);
  const head = new Uint8Array(file, lengthBytes, padded);
  head.fill(0x20);
  head.set(text);
  let at = lengthBytes + padded;
  for (const { bytes } of parts) {
    new Uint8Array(file, at).set(bytes);
    at += bytes.length;
  }
  return file;
}

function parseHeader(bytes: Uint8Array): {
  readonly metadata: Record<string, string>;
  readonly entries: readonly Entry[];
} {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    if (!text.startsWith('{')) throw new Error('it does not begin with {');
    const header = new Map(asMap(parseHeaderJson(text)));
    const words = header.get('__metadata__') ?? new Map<string, HeaderValue>();
    header.delete('__metadata__');
    const metadata = Object.fromEntries([...asMap(words)].map(([key, value]) => [key, asText(value)]));
    return { metadata, entries: [...header].map(([name, value]) => entryOf(name, asMap(value))) };
  } catch (cause) {
    throw refuse('its header does not describe tensors.', cause);
  }
}

function entryOf(name: string, entry: ReadonlyMap<string, HeaderValue>): Entry {
  const [begin, end, ...more] = asList(entry.get('data_offsets')).map(asCount);
  if (begin === undefined || end === undefined || more.length > 0) throw new Error(`"${name}" has no place`);
  const shape = asList(entry.get('shape')).map(asCount);
  return { name, dtype: asText(entry.get('dtype')), shape, begin, end };
}

function asMap(value: HeaderValue | undefined): ReadonlyMap<string, HeaderValue> {
  if (value instanceof Map) return value as ReadonlyMap<string, HeaderValue>;
  throw new Error('an object is expected');
}

function asList(value: HeaderValue | undefined): readonly HeaderValue[] {
  if (Array.isArray(value)) return value as readonly HeaderValue[];
  throw new Error('a list is expected');
}

function asText(value: HeaderValue | undefined): string {
  if (typeof value === 'string') return value;
  throw new Error('a text is expected');
}

function asCount(value: HeaderValue | undefined): number {
  if (Number.isSafeInteger(value)) return value as number;
  throw new Error('a whole number is expected');
}

/** bfloat16: the upper half of a binary32. */
function fromBrain(bits: number): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint16(0, bits);
  return view.getFloat32(0);
}
