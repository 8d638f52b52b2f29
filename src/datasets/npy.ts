// NumPy's `.npy`: a magic string, a header in the form of a Python dictionary, then the values.
// https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
import { LabError } from '../lab/errors';
import type { Reason } from '../lab/reasons';
import { isNpy } from './opening';

export interface Npy {
  readonly shape: readonly number[];
  /** As NumPy writes it, without its byte order where that is this machine's: `u1`, `i8`, `f4`. */
  readonly dtype: string;
  /** The values' bytes, in C order and little endian: a view into the file. */
  readonly bytes: Uint8Array;
}

const refuse = (sentence: string, reason: Reason): LabError => new LabError('bad-file', sentence, { reason });

const damaged = (file: string, found: string): LabError =>
  refuse(`${file} ${found}: it is cut off, damaged or no .npy file.`, {
    name: 'data-file',
    values: { file },
  });

/**
 * Reads the header, and finds the values.
 * @throws LabError `bad-file` where it is none, or cut off; where it is in Fortran's order or big endian
 */
export function parseNpy(file: string, bytes: Uint8Array): Npy {
  if (!isNpy(bytes) || bytes.length < 12) throw damaged(file, 'does not begin as .npy files do');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // Version 1 has a length of two bytes, versions 2 and 3 of four.
  const [begin, length] = bytes[6] === 1 ? [10, view.getUint16(8, true)] : [12, view.getUint32(8, true)];
  if (begin + length > bytes.length) throw damaged(file, 'has no whole header');
  const header = new TextDecoder().decode(bytes.subarray(begin, begin + length));
  const descr = /'descr':\s*'([<>|=]?)([a-zA-Z]\d+)'/.exec(header);
  const order = /'fortran_order':\s*(True|False)/.exec(header);
  const shapeText = /'shape':\s*\(([\d,\sL]*)\)/.exec(header);
  // A list of fields, or an object, has no such `descr`.
  if (order && shapeText && !descr) throw badType(file, 'object');
  if (!descr || !order || !shapeText) throw damaged(file, 'has a header that makes no sense');
  const [, byteOrder = '', dtype = ''] = descr;
  const itemSize = Number(dtype.slice(1));
  if (byteOrder === '>' && itemSize > 1) throw badType(file, `>${dtype}`);
  if (order[1] === 'True')
    throw refuse(`${file} is in Fortran order: save it with numpy.ascontiguousarray(…).`, {
      name: 'npy-order',
      values: { file },
    });
  const shape = (shapeText[1] ?? '')
    .split(',')
    .flatMap((part) => (part.trim() === '' ? [] : [Number.parseInt(part)]));
  const size = shape.reduce((product, side) => product * side, itemSize);
  const values = bytes.subarray(begin + length);
  if (values.length !== size) throw damaged(file, `has ${values.length} bytes instead of ${size}`);
  return { shape, dtype, bytes: values };
}

function badType(file: string, dtype: string): LabError {
  const sentence = `${file} holds values of the type ${dtype}, expected uint8: save (255 * images).astype(np.uint8).`;
  return refuse(sentence, { name: 'npy-type', values: { file, dtype } });
}

/** Images of an array: [count, height, width, channels], bytes. */
export interface ArrayImages {
  readonly count: number;
  readonly height: number;
  readonly width: number;
  /** 1, 3 or 4 (with alpha). */
  readonly channels: number;
  readonly bytes: Uint8Array;
  /** Red, green and blue lie in planes, [count, channels, height, width]. */
  readonly planes: boolean;
}

const isDepth = (side: number | undefined): boolean => side === 1 || side === 3 || side === 4;

/**
 * An array as images: of rank 2 (flat squares), 3, or 4 with channels last or first.
 * @throws LabError `bad-file` for another type or another shape
 */
export function npyImages(file: string, { shape, dtype, bytes }: Npy): ArrayImages {
  if (dtype !== 'u1' && dtype !== 'b1') throw badType(file, dtype);
  const values = dtype === 'b1' ? bytes.map((bit) => (bit ? 255 : 0)) : bytes;
  const [count = 0, a = 0, b = 0, c = 0] = shape;
  const common = { count, bytes: values, planes: false };
  const side = Math.sqrt(a);
  if (count > 0 && shape.length === 2 && side >= 1 && Number.isInteger(side))
    return { ...common, height: side, width: side, channels: 1 };
  if (count > 0 && shape.length === 3 && a > 0 && b > 0)
    return { ...common, height: a, width: b, channels: 1 };
  if (count > 0 && shape.length === 4 && isDepth(c) && a > 0 && b > 0)
    return { ...common, height: a, width: b, channels: c };
  if (count > 0 && shape.length === 4 && isDepth(a) && b > 0 && c > 0)
    return { ...common, height: b, width: c, channels: a, planes: true };
  const found = `(${shape.join(', ')})`;
  throw refuse(
    `${file} is an array of shape ${found}, expected (images, height, width) or (images, height, width, 3).`,
    {
      name: 'npy-shape',
      values: { file, found },
    },
  );
}

/** An array as labels, one for each of `count` images; null where it is something else. */
export function npyLabels({ shape, dtype, bytes }: Npy, count: number): readonly number[] | null {
  const isList = shape.length === 1 || (shape.length === 2 && shape[1] === 1);
  const size = Number(dtype.slice(1));
  if (!isList || shape[0] !== count || !/^[iu][1248]$/.test(dtype)) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // Classes are few: what does not fit into four bytes is no label.
  return Array.from({ length: count }, (_, i) => {
    const at = i * size;
    if (size === 1) return view.getUint8(at);
    return size === 2 ? view.getUint16(at, true) : view.getUint32(at, true);
  });
}
