// All bytes of a stream, up to a limit: nobody's mistake may fill the memory.

/** Bytes one after the other in room that grows with them. */
export class Gathered {
  private bytes: Uint8Array<ArrayBuffer>;
  length = 0;

  /** @param room bytes that are to be expected  @param most there will never be more */
  constructor(
    room: number,
    private readonly most: number,
  ) {
    this.bytes = new Uint8Array(Math.min(room, most));
  }

  add(piece: Uint8Array): void {
    const length = this.length + piece.length;
    if (length > this.bytes.length) {
      const larger = new Uint8Array(Math.min(this.most, Math.max(length, 2 * this.bytes.length)));
      larger.set(this.bytes.subarray(0, this.length));
      this.bytes = larger;
    }
    this.bytes.set(piece, this.length);
    this.length = length;
  }

  get all(): Uint8Array {
    return this.length === this.bytes.length ? this.bytes : this.bytes.slice(0, this.length);
  }
}

/** Room to begin with where nothing is known. */
export const smallRoom = 2 ** 16;

export interface GatherOptions {
  /** Bytes that the stream may have. */
  readonly limit: number;
  /** Bytes that it should have: then no second copy of them is made. */
  readonly expected?: number | undefined;
  /** What is thrown as soon as there are more. */
  readonly tooLong: () => Error;
  readonly onProgress?: (done: number) => void;
}

/** @throws what `tooLong` makes; what the stream fails with. */
export async function gather(
  stream: ReadableStream<Uint8Array>,
  { limit, expected = smallRoom, tooLong, onProgress }: GatherOptions,
): Promise<Uint8Array> {
  const gathered = new Gathered(expected, limit);
  const reader = stream.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    if (gathered.length + part.value.length > limit) {
      const error = tooLong();
      // Whoever sends on finds nobody listening.
      await reader.cancel(error).catch(() => undefined);
      throw error;
    }
    gathered.add(part.value);
    onProgress?.(gathered.length);
  }
  return gathered.all;
}
