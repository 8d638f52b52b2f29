// All bytes of a stream, up to a limit: nobody's mistake may fill the memory.

export interface GatherOptions {
  /** Bytes that the stream may have. */
  readonly limit: number;
  /** What is thrown as soon as there are more. */
  readonly tooLong: () => Error;
  readonly onProgress?: (done: number) => void;
}

/** @throws what `tooLong` makes; what the stream fails with. */
export async function gather(
  stream: ReadableStream<Uint8Array>,
  { limit, tooLong, onProgress }: GatherOptions,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = stream.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    chunks.push(part.value);
    length += part.value.length;
    if (length > limit) {
      const error = tooLong();
      // Whoever sends on finds nobody listening.
      await reader.cancel(error).catch(() => undefined);
      throw error;
    }
    onProgress?.(length);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
