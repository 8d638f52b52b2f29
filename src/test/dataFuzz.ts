// Damaged files of data sets: each is read whole or refused with a sentence, never a crash, a hang, or more memory than
// the files have bytes.
import fc from 'fast-check';
import { expect } from 'vitest';
import { encodeIdx } from '../datasets/idx';
import { loadDataset } from '../datasets/load';
import { openingOfBytes } from '../datasets/opening';
import { filedSet, type FiledDataset } from '../datasets/registry';
import { tarMembers } from '../datasets/tar';
import { cifarBatch, gzip, joined, memorySource, tarMember } from '../datasets/testSources';
import { LabError } from '../lab/errors';

/** At most, of any file. */
const longest = 20_000;

const change = fc.record({
  // Headers are short, and most of what can go wrong is there.
  at: fc.oneof(fc.nat({ max: 40 }), fc.nat({ max: longest })),
  value: fc.nat({ max: 255 }),
});

const damage = fc.record({
  changes: fc.array(change, { maxLength: 4 }),
  keep: fc.option(fc.nat({ max: longest })),
  more: fc.uint8Array({ maxLength: 40 }),
});

type Damage = typeof damage extends fc.Arbitrary<infer T> ? T : never;

function damaged(file: Uint8Array, { changes, keep, more }: Damage): Uint8Array<ArrayBuffer> {
  const bytes = joined(file.subarray(0, keep ?? file.length), more);
  for (const { at, value } of changes) if (at < bytes.length) bytes[at] = value;
  return bytes;
}

const images = (count: number): Uint8Array =>
  encodeIdx({
    dimensions: [count, 28, 28],
    values: Uint8Array.from({ length: 784 * count }, (_, i) => i % 251),
  });

const labels = (count: number, first = 0): Uint8Array =>
  encodeIdx({ dimensions: [count], values: Uint8Array.from({ length: count }, (_, i) => first + (i % 10)) });

/** Rows of eight big-endian integers, the class first, as QMNIST has them. */
function rows(count: number): Uint8Array {
  const bytes = new Uint8Array(12 + 32 * count);
  const view = new DataView(bytes.buffer);
  [0xc02, count, 8].forEach((value, i) => view.setUint32(4 * i, value));
  for (let row = 0; row < count; row++) view.setInt32(12 + 32 * row, row % 10);
  return bytes;
}

/** Good files in the order in which the set names those of its training split. */
const good: Readonly<Partial<Record<FiledDataset, readonly Uint8Array[]>>> = {
  mnist: [images(20), labels(20)],
  emnistLetters: [images(5), labels(5, 1)],
  qmnist: [images(12), rows(12)],
  cifar10: [cifarBatch(3, 0, 9), cifarBatch(1)],
  cifar100: [joined(Uint8Array.of(19), cifarBatch(99))],
};

const refusals = ['bad-file', 'no-data'];

/** @param sets which of them are damaged  @param numRuns splits of a set */
export async function checkDamagedSets(sets: readonly FiledDataset[], numRuns: number): Promise<void> {
  const plan = fc.record({
    name: fc.constantFrom(...sets),
    damages: fc.array(fc.record({ damage, packed: fc.boolean(), damagePacked: fc.boolean() }), {
      minLength: 2,
      maxLength: 2,
    }),
  });
  const check = async ({ name, damages }: typeof plan extends fc.Arbitrary<infer T> ? T : never) => {
    const set = filedSet(name);
    const kinds = set?.files.train ?? [];
    const files: Record<string, Uint8Array> = {};
    let total = 0;
    for (const [i, file] of (good[name] ?? []).entries()) {
      const { damage, packed, damagePacked } = damages[i] ?? damages[0]!;
      const bytes = damagePacked ? file : damaged(file, damage);
      const sent = packed ? await gzip(joined(bytes)) : bytes;
      total += bytes.length;
      const key = kinds[i]?.file ?? '';
      files[key] = damagePacked ? damaged(sent, damage) : sent;
      total += files[key].length;
      const recognised = set?.recognise(openingOfBytes(key, files[key])) ?? [];
      expect(recognised.every((one) => typeof one === 'string')).toBe(true);
    }
    try {
      const { count, height, width, channels, ...held } = await loadDataset(name, [memorySource(files)]);
      expect(count).toBeGreaterThan(0);
      expect(held.labels).toHaveLength(count);
      expect(held.labels.every((label) => label < held.classNames.length)).toBe(true);
      expect(held.images).toHaveLength(count * height * width * channels);
      expect(held.images.length).toBeLessThanOrEqual(total);
    } catch (thrown) {
      expect(thrown).toBeInstanceOf(LabError);
      expect(refusals).toContain((thrown as LabError).code);
    }
  };
  await fc.assert(fc.asyncProperty(plan, check), { numRuns });
}

const field = fc.oneof(
  { weight: 4, arbitrary: fc.constant(null) },
  fc.integer({ min: 0, max: 2 ** 33 }).map((size) => size.toString(8).padStart(11, '0')),
  fc.string({ maxLength: 12 }),
);

const member = fc.record({
  name: fc.oneof(fc.constantFrom('a.bin', '../a', '/a', 'b/c', ''), fc.string({ maxLength: 100 })),
  bytes: fc.uint8Array({ maxLength: 1500 }),
  type: fc.constantFrom('0', '\0', '1', '2', '5', 'x', 'L'),
  /** In the place of the true one. */
  size: field,
});

const archive = fc.record({
  members: fc.array(member, { maxLength: 5 }),
  damage: fc.option(damage),
  piece: fc.integer({ min: 1, max: 4000 }),
});

/** @param numRuns archives */
export async function checkDamagedArchives(numRuns: number): Promise<void> {
  const check = async ({
    members,
    damage: harm,
    piece,
  }: typeof archive extends fc.Arbitrary<infer T> ? T : never) => {
    const whole = joined(...members.map(({ name, bytes, type, size }) => tarMember(name, bytes, type, size)));
    const bytes = harm ? damaged(whole, harm) : whole;
    let at = 0;
    const content = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (at >= bytes.length) controller.close();
        else controller.enqueue(bytes.slice(at, (at += piece)));
      },
    });
    let held = 0;
    try {
      for await (const found of tarMembers('a.tar', content)) {
        held += found.bytes.length;
        // Room for what is announced is not made before it is there.
        expect(found.bytes.buffer.byteLength).toBeLessThanOrEqual(bytes.length);
      }
    } catch (thrown) {
      expect(thrown).toBeInstanceOf(LabError);
      expect((thrown as LabError).code).toBe('bad-file');
    }
    expect(held).toBeLessThanOrEqual(bytes.length);
  };
  await fc.assert(fc.asyncProperty(archive, check), { numRuns });
}
