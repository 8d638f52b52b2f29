// A value that is replaced atomically, over files that are not: two slots, each with a generation and a checksum. A new
// value goes into the slot of the older one; whatever ends the write, the other slot still holds a whole value.
import type { KeptFiles } from './files';

export interface Held {
  /** Counts the writes, from 1. */
  readonly generation: number;
  readonly bytes: Uint8Array;
}

/** Slot: mark, generation, length (each 8 bytes, little-endian), SHA-256 of these 24 bytes and the value, the value. */
const mark = 0x0001_544f_4c53_4c44n;
const counts = 24;
const head = counts + 32;
const names = ['a', 'b'] as const;
type Name = (typeof names)[number];

async function digest(bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>));
}

/** The digest of a slot but for the place of the digest itself. */
async function digestOf(slot: Uint8Array): Promise<Uint8Array> {
  const value = await digest(slot.subarray(head));
  const both = new Uint8Array(counts + value.length);
  both.set(slot.subarray(0, counts));
  both.set(value, counts);
  return digest(both);
}

async function pack({ generation, bytes }: Held): Promise<Uint8Array> {
  const slot = new Uint8Array(head + bytes.length);
  const view = new DataView(slot.buffer);
  view.setBigUint64(0, mark, true);
  view.setBigUint64(8, BigInt(generation), true);
  view.setBigUint64(16, BigInt(bytes.length), true);
  slot.set(bytes, head);
  slot.set(await digestOf(slot), counts);
  return slot;
}

/** Null for a slot that is not whole. */
async function unpack(slot: Uint8Array): Promise<Held | null> {
  if (slot.length < head) return null;
  const view = new DataView(slot.buffer, slot.byteOffset);
  if (view.getBigUint64(0, true) !== mark) return null;
  if (view.getBigUint64(16, true) !== BigInt(slot.length - head)) return null;
  const expected = await digestOf(slot);
  if (!slot.subarray(counts, head).every((byte, i) => byte === expected[i])) return null;
  return { generation: Number(view.getBigUint64(8, true)), bytes: slot.subarray(head) };
}

export class Slots {
  /** Where the next value goes; null before the first look. */
  private next: { readonly name: Name; readonly generation: number } | null = null;

  constructor(
    private readonly files: KeptFiles,
    private readonly folder: string,
  ) {}

  /** The last value that was written whole; null where there is none. */
  async read(): Promise<Held | null> {
    let [last, place]: [Held | null, Name] = [null, 'b'];
    for (const name of names) {
      const slot = await this.files.read(`${this.folder}/${name}`);
      const held = slot && (await unpack(slot));
      if (held && held.generation > (last?.generation ?? 0)) [last, place] = [held, name];
    }
    this.next = { name: place === 'a' ? 'b' : 'a', generation: (last?.generation ?? 0) + 1 };
    return last;
  }

  /** @throws LabError `storage`; the value of before is still there then. */
  async write(bytes: Uint8Array): Promise<void> {
    if (!this.next) await this.read();
    const { name, generation } = this.next ?? { name: 'a', generation: 1 };
    await this.files.write(`${this.folder}/${name}`, await pack({ generation, bytes }));
    this.next = { name: name === 'a' ? 'b' : 'a', generation: generation + 1 };
  }
}
