import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LabError } from '../lab/errors';
import { MemoryFiles } from './memory';
import { Slots } from './slots';

/** A write that ends after so many bytes: the rest of the file is what was there, or is cut off. */
interface Accident {
  readonly after: number;
  readonly keepsRest: boolean;
}

class FrailFiles extends MemoryFiles {
  accident: Accident | null = null;

  override write(path: string, bytes: Uint8Array): Promise<void> {
    const { accident } = this;
    if (!accident) return super.write(path, bytes);
    const before = this.files.get(path) ?? new Uint8Array();
    const cut = Math.min(accident.after, bytes.length);
    const rest = accident.keepsRest ? before.subarray(cut) : new Uint8Array();
    this.files.set(path, Uint8Array.from([...bytes.subarray(0, cut), ...rest]));
    return Promise.reject(new LabError('storage', 'ended'));
  }
}

describe('a value in two slots', () => {
  test('is the last that was written, also to whoever comes later', async () => {
    const files = new MemoryFiles();
    const slots = new Slots(files, 'x');
    expect(await slots.read()).toBeNull();
    for (let i = 1; i <= 3; i++) {
      await slots.write(Uint8Array.of(i));
      expect(await new Slots(files, 'x').read()).toEqual({ generation: i, bytes: Uint8Array.of(i) });
    }
    expect([...files.files.keys()]).toEqual(['x/a', 'x/b']);
  });

  test('is whole whatever ends a write, at any byte: the one of before, or the new one', async () => {
    const value = fc.uint8Array({ maxLength: 40 });
    const accident = fc.record({ after: fc.nat(100), keepsRest: fc.boolean() });
    const writes = fc.array(fc.tuple(value, fc.option(accident)), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(writes, async (all) => {
        const files = new FrailFiles();
        let expected: readonly (Uint8Array | null)[] = [null];
        for (const [bytes, ends] of all) {
          files.accident = ends;
          // A tab that comes back knows nothing of the one before.
          const slots = new Slots(files, 'x');
          await slots.write(bytes).catch(() => undefined);
          const held = (await new Slots(files, 'x').read())?.bytes ?? null;
          const possible = ends ? [...expected, bytes] : [bytes];
          expect(possible.map((one) => one && [...one])).toContainEqual(held && [...held]);
          expected = [held];
        }
      }),
      { numRuns: 300 },
    );
  });

  test('is not read from a slot in which a single bit has changed', async () => {
    const files = new MemoryFiles();
    await new Slots(files, 'x').write(Uint8Array.of(1));
    await new Slots(files, 'x').write(Uint8Array.of(2));
    const slot = files.files.get('x/b') ?? new Uint8Array();
    for (let bit = 0; bit < 8 * slot.length; bit++) {
      const changed = slot.slice();
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      files.files.set('x/b', changed);
      expect((await new Slots(files, 'x').read())?.bytes).toEqual(Uint8Array.of(1));
    }
  });
});
