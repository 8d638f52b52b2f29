// The small buffers of numbers that kernels read: one table says what each word holds, for the writer and for WGSL.

/** Type of a word, and the number that goes there. */
export type Word<From> = readonly ['u32' | 'f32', (from: From) => number];

export interface Words<From> {
  /** Over a binding `control : array<u32>`: `<prefix>_<name>()` for each word. */
  readonly wgsl: string;
  store(from: From, into: Uint32Array<ArrayBuffer>): void;
}

/** @param table one word each, in the buffer's order @param first where the first of them stands */
export function describeWords<From>(
  prefix: string,
  table: Readonly<Record<string, Word<From>>>,
  first = 0,
): Words<From> {
  const entries = Object.entries(table);
  const read = { u32: (word: string) => word, f32: (word: string) => `bitcast<f32>(${word})` };
  return {
    wgsl: entries
      .map(
        ([name, [type]], i) =>
          `fn ${prefix}_${name}() -> ${type} { return ${read[type](`control[${first + i}]`)}; }`,
      )
      .join('\n'),
    store(from, into) {
      const reals = new Float32Array(into.buffer, into.byteOffset, into.length);
      entries.forEach(([, [type, value]], i) => {
        (type === 'u32' ? into : reals)[first + i] = value(from);
      });
    },
  };
}
