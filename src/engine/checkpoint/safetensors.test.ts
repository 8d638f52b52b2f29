import { describe, expect, test } from 'vitest';
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
    ['a type without numbers', fileOf({ a: { ...entry, dtype: 'BOOL' } }, []), /"a" is BOOL/],
  ])('%s', (_, file, sentence) => {
    expect(() => parseSafetensors(file)).toThrow(sentence);
  });
});
