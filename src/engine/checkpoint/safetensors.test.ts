import { describe, expect, test } from 'vitest';
import golden from './golden/files.json';
import { parseSafetensors, writeSafetensors } from './safetensors';

/** A file by hand: length, header, bytes. */
function fileOf(header: unknown, bytes: readonly number[]): ArrayBuffer {
  const text = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const file = new ArrayBuffer(8 + text.length + bytes.length);
  new DataView(file).setBigUint64(0, BigInt(text.length), true);
  new Uint8Array(file, 8).set([...text, ...bytes]);
  return file;
}

test('reads the types that checkpoints come in', () => {
  const file = fileOf(
    {
      half: { dtype: 'F16', shape: [3], data_offsets: [0, 6] },
      brain: { dtype: 'BF16', shape: [1], data_offsets: [6, 8] },
      long: { dtype: 'I64', shape: [], data_offsets: [8, 16] },
      __metadata__: { format: 'pt' },
    },
    // 1.5 and −2⁻²⁴ (the smallest subnormal) and 65504; 1.5; −2.
    [0x00, 0x3e, 0x01, 0x80, 0xff, 0x7b, 0xc0, 0x3f, 0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
  );
  const { tensors, metadata } = parseSafetensors(file);
  expect([...(tensors.get('half')?.values ?? [])]).toEqual([1.5, -(2 ** -24), 65504]);
  expect([...(tensors.get('brain')?.values ?? [])]).toEqual([1.5]);
  expect(tensors.get('long')).toEqual({ shape: [], values: new Float32Array([-2]) });
  expect(metadata).toEqual({ format: 'pt' });
});

test('names that mean something to JavaScript are names like any other', () => {
  const file = fileOf(
    '{"__proto__":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"__metadata__":{"__proto__":"x"}}',
    [7],
  );
  const { tensors, metadata } = parseSafetensors(file);
  expect([...tensors]).toEqual([['__proto__', { shape: [1], values: Uint8Array.of(7) }]]);
  expect(Object.entries(metadata)).toEqual([['__proto__', 'x']]);
});

test('what is written keeps its type: float64, float32 and bytes, the widest first', () => {
  const tensors = new Map([
    ['bytes', { shape: [3], values: Uint8Array.of(1, 2, 255) }],
    ['single', { shape: [1], values: Float32Array.of(0.5) }],
    ['double', { shape: [2], values: Float64Array.of(0.1, -Infinity) }],
  ]);
  const read = parseSafetensors(writeSafetensors({ tensors, metadata: {} }));
  expect(read.tensors).toEqual(tensors);
  expect([...read.tensors.keys()]).toEqual(['double', 'single', 'bytes']);
});

test('data begins at a multiple of 8, as readers that map files expect', () => {
  const file = writeSafetensors({
    tensors: new Map([['a', { shape: [1], values: new Float32Array([3]) }]]),
    metadata: {},
  });
  expect(file.byteLength % 8).toBe(4);
  expect(new DataView(file).getFloat32(file.byteLength - 4, true)).toBe(3);
});

describe('refuses', () => {
  const entry = { dtype: 'F32', shape: [2], data_offsets: [0, 8] };
  test.each([
    ['an empty file', new ArrayBuffer(0), /0 bytes/],
    ['a web page', new TextEncoder().encode('<!doctype html><title>404</title>').buffer, /header claims/],
    ['a header that is no JSON', fileOf('{oops', []), /does not describe tensors/],
    ['a header of another kind', fileOf({ a: 1 }, []), /does not describe tensors/],
    ['a truncated file', fileOf({ a: entry }, [0, 0, 0, 0]), /"a" should hold 2 × 4 bytes, the file has 4/],
    [
      'a hole',
      fileOf({ a: { ...entry, data_offsets: [8, 16] } }, Array<number>(16).fill(0)),
      /"a" begins at byte 8/,
    ],
    [
      'an overlap',
      fileOf({ a: entry, b: { ...entry, data_offsets: [4, 12] } }, Array<number>(12).fill(0)),
      /"b" begins at byte 4, the one before it ends at 8/,
    ],
    ['bytes left over', fileOf({ a: entry }, Array<number>(9).fill(0)), /1 bytes that belong to no tensor/],
    [
      'a tensor that stands twice',
      fileOf(
        '{"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]},"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}}',
        [],
      ),
      /does not describe/,
    ],
    [
      'a count that no memory holds',
      fileOf({ a: { ...entry, shape: [2 ** 40, 2 ** 40] } }, Array<number>(8).fill(0)),
      /larger than any file/,
    ],
    ['a type without numbers', fileOf({ a: { ...entry, dtype: 'BOOL' } }, []), /"a" is BOOL/],
  ])('%s', (_, file, sentence) => {
    expect(() => parseSafetensors(file)).toThrow(sentence);
  });
});

test('what the original library refuses is refused, and what it opens is opened where the format allows it', () => {
  const verdicts = golden.cases.map(({ file, opens }) => {
    const bytes = Uint8Array.from(atob(file), (letter) => letter.charCodeAt(0));
    try {
      parseSafetensors(bytes.buffer);
      return { file, ours: true, theirs: opens };
    } catch {
      return { file, ours: false, theirs: opens };
    }
  });
  expect(verdicts.filter(({ ours, theirs }) => ours && !theirs)).toEqual([]);
  const stricter = verdicts.filter(({ ours, theirs }) => !ours && theirs);
  // By the format's own words a header begins with `{`; the library lets spaces pass.
  expect(stricter.map(({ file }) => atob(file).slice(8, 11))).toEqual(['  {']);
});
