// Damaged safetensors files, and what must hold of every one of them: it is refused in words, or it is whole.
import fc from 'fast-check';
import { expect } from 'vitest';
import { parseSafetensors } from '../engine/checkpoint/safetensors';
import { LabError } from '../lab/errors';

const sizes = { F64: 8, F32: 4, F16: 2, BF16: 2, I64: 8, I32: 4, U8: 1 };
const bytesOf: ReadonlyMap<string, number> = new Map(Object.entries(sizes));

const key = fc.constantFrom('a', 'b', 'c', '__proto__', 'constructor', 'toString', '', 'ф');
const dtype = fc.constantFrom(...Object.keys(sizes), 'BOOL', 'f32', '', '__proto__');
const oddNumber = fc.constantFrom(
  '-1',
  '1.0',
  '1e3',
  '-0',
  '01',
  '9007199254740993',
  '18446744073709551616',
  'null',
  '"1"',
  'NaN',
);

/** A tensor as text; its true place is filled in. */
const tensor = fc.record({
  key,
  dtype,
  shape: fc.array(fc.nat(3), { maxLength: 3 }),
});

const damage = fc.oneof(
  { weight: 3, arbitrary: fc.constant(null) },
  fc.record({
    kind: fc.constant('text' as const),
    at: fc.nat(400),
    put: fc.oneof(oddNumber, fc.string({ maxLength: 3 })),
    drop: fc.nat(4),
  }),
  fc.record({ kind: fc.constant('offset' as const), which: fc.nat(3), by: fc.integer({ min: -9, max: 9 }) }),
  fc.record({
    kind: fc.constant('length' as const),
    by: fc.oneof(fc.integer({ min: -20, max: 20 }), fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })),
  }),
  fc.record({ kind: fc.constant('data' as const), by: fc.integer({ min: -16, max: 16 }) }),
  fc.record({ kind: fc.constant('deep' as const), levels: fc.nat(5000) }),
  fc.record({ kind: fc.constant('number' as const), put: oddNumber }),
);

const file = fc.record({
  tensors: fc.array(tensor, { maxLength: 4 }),
  metadata: fc.option(fc.dictionary(fc.string(), fc.string(), { maxKeys: 3 })),
  damages: fc.array(damage, { maxLength: 2 }),
});

type Plan = typeof file extends fc.Arbitrary<infer T> ? T : never;

function build({ tensors, metadata, damages }: Plan): ArrayBuffer {
  const offsets = damages.filter((one) => one?.kind === 'offset');
  let at = 0;
  const parts = tensors.map((one, i) => {
    const size = one.shape.reduce((a, b) => a * b, 1) * (bytesOf.get(one.dtype) ?? 4);
    const shift = offsets.filter(({ which }) => which === i).reduce((sum, { by }) => sum + by, 0);
    const [begin, end] = [at + shift, at + size + shift];
    at += size;
    return `${JSON.stringify(one.key)}:{"dtype":${JSON.stringify(one.dtype)},"shape":${JSON.stringify(one.shape)},"data_offsets":[${begin},${end}]}`;
  });
  if (metadata) parts.unshift(`"__metadata__":${JSON.stringify(metadata)}`);
  let text = `{${parts.join(',')}}`;
  let [extra, length]: [number, number | bigint | null] = [0, null];
  for (const one of damages) {
    if (one?.kind === 'text') text = text.slice(0, one.at) + one.put + text.slice(one.at + one.drop);
    if (one?.kind === 'deep') text = `{"a":${'['.repeat(one.levels)}${']'.repeat(one.levels)}}`;
    if (one?.kind === 'number') text = text.replace(/\d+/, one.put);
    if (one?.kind === 'data') extra += one.by;
    if (one?.kind === 'length') length = one.by;
  }
  const header = new TextEncoder().encode(text);
  const bytes = new Uint8Array(8 + header.length + Math.max(0, at + extra));
  bytes.set(header, 8);
  const claimed = typeof length === 'bigint' ? length : BigInt(Math.max(0, header.length + (length ?? 0)));
  new DataView(bytes.buffer).setBigUint64(0, claimed, true);
  return bytes.buffer;
}

/** By the letter of the format: the header and the tensors fill the file, each name has its values. */
function expectWhole(whole: ArrayBuffer): void {
  const { tensors } = parseSafetensors(whole);
  const headerLength = Number(new DataView(whole).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(whole, 8, headerLength))) as Record<
    string,
    { dtype: string; shape: number[]; data_offsets: [number, number] }
  >;
  let sum = 0;
  for (const [name, { shape, values }] of tensors) {
    const entry = Object.hasOwn(header, name) ? header[name] : undefined;
    const count = shape.reduce((a, b) => a * b, 1);
    expect(values).toHaveLength(count);
    expect(entry?.shape).toEqual(shape);
    sum += count * (bytesOf.get(entry?.dtype ?? '') ?? Number.NaN);
  }
  expect(8 + headerLength + sum).toBe(whole.byteLength);
}

/** @returns how many of the files were whole */
export function checkHeaders(runs: number, seed: number): number {
  let whole = 0;
  fc.assert(
    fc.property(file, (plan) => {
      const made = build(plan);
      try {
        parseSafetensors(made);
      } catch (thrown) {
        if (!(thrown instanceof LabError) || thrown.code !== 'bad-checkpoint') throw thrown;
        return;
      }
      whole++;
      expectWhole(made);
    }),
    { numRuns: runs, seed },
  );
  return whole;
}
