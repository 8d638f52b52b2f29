// Damaged arrays: read or refused with a sentence, never a crash, a hang, or more memory than the file has bytes.
import fc from 'fast-check';
import { expect } from 'vitest';
import { LabError } from '../lab/errors';
import { encodeIdx } from '../datasets/idx';
import { imagesOfArrays, type ArrayFile } from '../datasets/own/arrays';

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);

/** An array as `numpy.save` writes it, version 1. */
export function npy(descr: string, shape: readonly number[], values: Uint8Array): Uint8Array<ArrayBuffer> {
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const words = `{'descr': '${descr}', 'fortran_order': False, 'shape': ${tuple}, }`;
  const header = words.padEnd(64 * Math.ceil((words.length + 11) / 64) - 11) + '\n';
  const length = [header.length & 255, header.length >> 8];
  return Uint8Array.of(0x93, ...ascii('NUMPY'), 1, 0, ...length, ...ascii(header), ...values);
}

const pixels = Uint8Array.from({ length: 600 }, (_, i) => i % 251);

const valid: readonly Uint8Array[] = [
  npy('|u1', [6, 10, 10], pixels),
  npy('|u1', [2, 10, 10, 3], pixels),
  npy('|u1', [6, 100], pixels),
  npy('<i8', [6], new Uint8Array(48)),
  encodeIdx({ dimensions: [6, 10, 10], values: pixels }),
  encodeIdx({ dimensions: [6], values: pixels.slice(0, 6) }),
  new Uint8Array(2 * 3073),
];

const change = fc.record({
  at: fc.nat({ max: 700 }),
  value: fc.nat({ max: 255 }),
});

const damaged = fc
  .record({
    file: fc.constantFrom(...valid),
    changes: fc.array(change, { maxLength: 6 }),
    keep: fc.option(fc.nat({ max: 20_000 })),
    more: fc.uint8Array({ maxLength: 40 }),
  })
  .map(({ file, changes, keep, more }) => {
    const bytes = Uint8Array.of(...file.subarray(0, keep ?? file.length), ...more);
    for (const { at, value } of changes) if (at < bytes.length) bytes[at] = value;
    return bytes;
  });

/** @param numRuns sets of one to three files */
export function checkDamagedArrays(numRuns: number): void {
  const files = fc.array(damaged, { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(files, (contents) => {
      const named = contents.map((bytes, i): ArrayFile => ({ name: `${i}.bin`, bytes }));
      const total = contents.reduce((sum, { length }) => sum + length, 0);
      try {
        const images = imagesOfArrays(named);
        expect(images.length).toBeLessThanOrEqual(total);
        const picture = images.at(-1)?.picture?.();
        if (picture) {
          expect(picture.width * picture.height).toBeLessThanOrEqual(total);
          expect(picture.square(8, 'whole')).toHaveLength(4 * 64);
        }
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(LabError);
        expect(thrown).toMatchObject({ code: 'bad-file' });
      }
    }),
    { numRuns },
  );
}
