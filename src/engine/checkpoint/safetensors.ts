// The safetensors file format (github.com/huggingface/safetensors): a JSON header, then the bytes of the tensors.
// Knows nothing of models. Files are little-endian, and so is every machine that runs this. Reads F64, F32, F16, BF16, I64 and I32 as float32; writes F32.
import { z } from '../zod';
import { LabError } from '../../lab/errors';

export interface StoredTensor {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

export interface SafetensorsFile {
  readonly tensors: ReadonlyMap<string, StoredTensor>;
  readonly metadata: Readonly<Record<string, string>>;
}

const whole = z.number().int().nonnegative();
const headerSchema = z.record(
  z.string(),
  z.object({ dtype: z.string(), shape: z.array(whole), data_offsets: z.tuple([whole, whole]) }),
);
const metadataSchema = z.record(z.string(), z.string());
const lengthBytes = 8;
const largestHeader = 100_000_000;

interface Reader {
  readonly bytes: number;
  readonly read: (view: DataView, offset: number) => number;
}

const readers: Readonly<Record<string, Reader>> = {
  F64: { bytes: 8, read: (view, offset) => view.getFloat64(offset, true) },
  F32: { bytes: 4, read: (view, offset) => view.getFloat32(offset, true) },
  F16: { bytes: 2, read: (view, offset) => fromHalf(view.getUint16(offset, true)) },
  BF16: { bytes: 2, read: (view, offset) => fromBrain(view.getUint16(offset, true)) },
  I64: { bytes: 8, read: (view, offset) => Number(view.getBigInt64(offset, true)) },
  I32: { bytes: 4, read: (view, offset) => view.getInt32(offset, true) },
};

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
  const tensors = new Map<string, StoredTensor>();
  for (const [name, { dtype, shape, data_offsets: place }] of Object.entries(entries)) {
    const reader = Object.hasOwn(readers, dtype) ? readers[dtype] : undefined;
    if (!reader) {
      throw refuse(`tensor "${name}" is ${dtype}, expected one of ${Object.keys(readers).join(', ')}.`);
    }
    const [begin, end] = [start + place[0], start + place[1]];
    const count = elements(shape);
    if (end > file.byteLength || end - begin !== count * reader.bytes) {
      throw refuse(
        `tensor "${name}" should hold ${count} × ${reader.bytes} bytes, the file has ${Math.max(0, Math.min(end, file.byteLength) - begin)} there.`,
      );
    }
    const values =
      dtype === 'F32'
        ? new Float32Array(file.slice(begin, end))
        : Float32Array.from({ length: count }, (_, i) => reader.read(view, begin + i * reader.bytes));
    tensors.set(name, { shape, values });
  }
  return { tensors, metadata };
}

/** A file of F32 tensors, in the order given. @param tensors values must fill their shapes. */
export function writeSafetensors({ tensors, metadata }: SafetensorsFile): ArrayBuffer {
  const header: Record<string, unknown> = {};
  if (Object.keys(metadata).length > 0) header['__metadata__'] = metadata;
  let offset = 0;
  for (const [name, { shape, values }] of tensors) {
    if (values.length !== elements(shape)) {
      throw new LabError(
        'internal',
        `Tensor "${name}" has ${values.length} values for shape [${shape.join(', ')}].`,
      );
    }
    const end = offset + 4 * values.length;
    header[name] = { dtype: 'F32', shape, data_offsets: [offset, end] };
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
  for (const { values } of tensors.values()) {
    new Float32Array(file, at, values.length).set(values);
    at += values.byteLength;
  }
  return file;
}

function parseHeader(bytes: Uint8Array): {
  metadata: Record<string, string>;
  entries: z.infer<typeof headerSchema>;
} {
  try {
    const header: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    const { __metadata__: metadata = {}, ...entries } = z.record(z.string(), z.unknown()).parse(header);
    return { metadata: metadataSchema.parse(metadata), entries: headerSchema.parse(entries) };
  } catch (cause) {
    throw refuse('its header does not describe tensors.', cause);
  }
}

/** IEEE 754 binary16: 1 sign bit, 5 of exponent, 10 of fraction. */
function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 31) return fraction ? Number.NaN : sign * Infinity;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** bfloat16: the upper half of a binary32. */
function fromBrain(bits: number): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint16(0, bits);
  return view.getFloat32(0);
}
