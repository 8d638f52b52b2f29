// A file as somebody hands it over: its beginning, unpacked, tells what it is. Its name may be anything.

/** What of the Web's `File` is needed. */
export type NamedFile = Pick<File, 'name' | 'size' | 'slice' | 'stream' | 'arrayBuffer'>;

export interface Opening {
  readonly name: string;
  /** The first bytes of the unpacked content, at most {@link openingSize}. */
  readonly bytes: Uint8Array;
  /** Of the whole unpacked content. */
  readonly length: number;
}

export const openingSize = 64 * 1024;

export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

const npyMagic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59] as const;

/** An array of NumPy's. */
export const isNpy = (bytes: Uint8Array): boolean => npyMagic.every((byte, i) => bytes[i] === byte);

const bytesOf = async (blob: Blob): Promise<Uint8Array> => new Uint8Array(await blob.arrayBuffer());

/** What is inside, without the packing of gzip. */
export async function contentOf(file: NamedFile): Promise<ReadableStream<Uint8Array>> {
  return isGzip(await bytesOf(file.slice(0, 2)))
    ? file.stream().pipeThrough(new DecompressionStream('gzip'))
    : file.stream();
}

/** Reads no more of the file than it has to; of a damaged one what can be read. */
export async function openingOf(file: NamedFile): Promise<Opening> {
  const { name, size } = file;
  const first = await bytesOf(file.slice(0, openingSize));
  if (!isGzip(first)) return { name, bytes: first, length: size };
  // A gzip file ends with the length of what is packed, modulo 2³² (RFC 1952).
  const tail = await bytesOf(file.slice(Math.max(0, size - 4)));
  const length = tail.length < 4 ? 0 : new DataView(tail.buffer).getUint32(0, true);
  return { name, bytes: await firstBytes(await contentOf(file)), length };
}

/** The opening of content that is in memory. */
export const openingOfBytes = (name: string, bytes: Uint8Array): Opening => ({
  name,
  bytes: bytes.subarray(0, openingSize),
  length: bytes.length,
});

async function firstBytes(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const bytes = new Uint8Array(openingSize);
  let length = 0;
  const reader = stream.getReader();
  try {
    while (length < openingSize) {
      const { value } = await reader.read();
      if (!value) break;
      bytes.set(value.subarray(0, openingSize - length), length);
      length += value.length;
    }
  } catch {
    // The packing is damaged from here on.
  }
  await reader.cancel().catch(() => undefined);
  return bytes.subarray(0, Math.min(length, openingSize));
}
