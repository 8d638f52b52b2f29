// Pieces of WGSL that the programs of the convolution share.
import type { Element } from '../../gpu/runtime';

export const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

export const lines = <T>(items: readonly T[], line: (item: T) => string): string =>
  items.map(line).join('\n');

/** The buffers that are there, all with one element type. */
export const bindings = (
  element: Element,
  present: Readonly<Record<string, boolean>>,
): Readonly<Record<string, Element>> =>
  Object.fromEntries(
    Object.keys(present).flatMap((name) => (present[name] ? [[name, element] as const] : [])),
  );

/**
 * The number `bound` in a form that the shader compiler cannot see through (no buffer is empty). Mesa unrolls loops of
 * up to 32 rounds, over taps and channels at once: that takes it 10 s a pipeline and gives slower code.
 */
export const hiddenBound = (buffer: string, bound: number): string =>
  `select(${bound}u, 0u, arrayLength(&${buffer}) == 0u)`;

interface Place {
  readonly name: string;
  /** Of the buffer, seen as [rows, channels]: vectors of 4 if they divide by 4, else single numbers. */
  readonly channels: number;
  /** u32 expressions. */
  readonly row: string;
  readonly vector: string;
}

/** Four neighbouring channels as a vec4f; zeros past the last channel. */
export function vec4Load({ name, channels, row, vector }: Place): string {
  if (channels % 4 === 0) return `${name}[${row} * ${channels / 4}u + ${vector}]`;
  const one = (j: number): string => {
    const c = `(${vector}) * 4u + ${j}u`;
    return `select(0.0, ${name}[${row} * ${channels}u + min(${c}, ${channels - 1}u)], ${c} < ${channels}u)`;
  };
  return `vec4f(${range(4).map(one).join(', ')})`;
}

/** Stores a vec4f variable; channels past the last are dropped. */
export function storeVec4({
  name,
  channels,
  row,
  vector,
  value,
}: Place & { readonly value: string }): string {
  if (channels % 4 === 0) return `${name}[${row} * ${channels / 4}u + ${vector}] = ${value};`;
  return lines(range(4), (j) => {
    const c = `(${vector}) * 4u + ${j}u`;
    return `if (${c} < ${channels}u) { ${name}[${row} * ${channels}u + ${c}] = ${value}[${j}]; }`;
  });
}
