// Tar archives (POSIX ustar and what GNU tar writes), read member by member from a stream. Nothing is ever written to a
// disk under a member's name; names that point out of the archive are refused all the same.
import { LabError } from '../lab/errors';
import { Gathered, smallRoom } from './gather';
import type { Opening } from './opening';

export interface TarMember {
  readonly name: string;
  readonly bytes: Uint8Array;
}

interface Header {
  readonly name: string;
  readonly size: number;
  readonly isFile: boolean;
}

const block = 512;

const damaged = (archive: string, found: string, cause?: unknown): LabError =>
  new LabError('bad-file', `The archive ${archive} ${found}. Fetch it again.`, {
    cause,
    reason: { name: 'data-file', values: { file: archive } },
  });

const text = (bytes: Uint8Array): string => {
  const end = bytes.indexOf(0);
  return new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end));
};

/** Octal digits; NaN for anything else, the binary form for sizes of 8 GB and more too. */
const octal = (bytes: Uint8Array): number => {
  const digits = text(bytes).trim();
  return /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number.NaN;
};

/** The sum over the header, its own field counted as blanks. */
function isHeader(bytes: Uint8Array): boolean {
  if (bytes.length < block) return false;
  let sum = 0;
  for (let i = 0; i < block; i++) sum += i >= 148 && i < 156 ? 0x20 : (bytes[i] ?? 0);
  return sum === octal(bytes.subarray(148, 156));
}

/** The content begins as a tar archive does. */
export const isTar = ({ bytes }: Opening): boolean => isHeader(bytes);

function parseHeader(archive: string, bytes: Uint8Array): Header {
  if (!isHeader(bytes)) throw damaged(archive, 'has a damaged header');
  const isPosix = text(bytes.subarray(257, 263)) === 'ustar';
  const prefix = isPosix ? text(bytes.subarray(345, 500)) : '';
  const name = (prefix && `${prefix}/`) + text(bytes.subarray(0, 100));
  const size = octal(bytes.subarray(124, 136));
  if (!Number.isFinite(size)) throw damaged(archive, `does not say how long ${name} is`);
  if (/^[/\\]|^[A-Za-z]:|(^|[/\\])\.\.([/\\]|$)/.test(name)) {
    throw damaged(archive, `holds ${name}, which points out of it`);
  }
  // Links, folders and the remarks of newer formats are passed over.
  const type = bytes[156] ?? 0;
  return { name, size, isFile: type === 0 || type === 0x30 };
}

/**
 * The files of an archive in their order.
 * @param largest longer members are passed over without taking them into memory.
 * @throws LabError `bad-file` where the archive is cut off or damaged.
 */
export async function* tarMembers(
  archive: string,
  content: ReadableStream<Uint8Array>,
  largest = 2 ** 28,
): AsyncGenerator<TarMember, void, undefined> {
  const blocks = new Blocks(archive, content);
  try {
    for (;;) {
      const head = await blocks.take(block, true);
      // Archives end with blocks of zeros, or just end.
      if (head === null || head.every((byte) => byte === 0)) return;
      const { name, size, isFile } = parseHeader(archive, head);
      const padding = (block - (size % block)) % block;
      const bytes = isFile && size <= largest ? await blocks.take(size) : await blocks.skip(size);
      if (bytes) yield { name, bytes };
      await blocks.skip(padding);
    }
  } finally {
    await blocks.close();
  }
}

/** A stream in pieces of any length. */
class Blocks {
  private readonly reader: ReadableStreamDefaultReader<Uint8Array>;
  private rest = new Uint8Array();

  constructor(
    private readonly archive: string,
    content: ReadableStream<Uint8Array>,
  ) {
    this.reader = content.getReader();
  }

  /** The next bytes; null at the very end where that `mayEnd`. */
  async take(size: number, mayEnd = false): Promise<Uint8Array | null> {
    // What a header announces may not be there.
    const gathered = new Gathered(smallRoom, size);
    const length = await this.each(size, (piece) => gathered.add(piece));
    if (length === size) return gathered.all;
    if (mayEnd && length === 0) return null;
    throw damaged(this.archive, 'is cut off');
  }

  async skip(size: number): Promise<null> {
    const length = await this.each(size, () => undefined);
    if (length < size) throw damaged(this.archive, 'is cut off');
    return null;
  }

  close(): Promise<void> {
    return this.reader.cancel().catch(() => undefined);
  }

  private async each(size: number, visit: (piece: Uint8Array) => void): Promise<number> {
    let at = 0;
    while (at < size) {
      if (this.rest.length === 0) this.rest = (await this.next()) ?? new Uint8Array();
      if (this.rest.length === 0) break;
      const piece = this.rest.subarray(0, size - at);
      this.rest = this.rest.subarray(piece.length);
      visit(piece);
      at += piece.length;
    }
    return at;
  }

  /** The next piece that is not empty. */
  private async next(): Promise<Uint8Array<ArrayBuffer> | null> {
    try {
      for (;;) {
        const { value, done } = await this.reader.read();
        if (done) return null;
        if (value.length > 0) return value.slice();
      }
    } catch (cause) {
      throw damaged(this.archive, 'is cut off or damaged', cause);
    }
  }
}
