// How attention is laid out: an invocation owns a few tokens of a head and holds a slab of their channels. Scores need
// the whole head; narrow heads keep it in registers, wide ones read it again (unrolled code grows with the head, and
// drivers that compile for the CPU take seconds over it).
import { lines, range, vectorOf, type Vector } from '../wgsl';

export interface AttentionShape {
  readonly batch: number;
  readonly length: number;
  readonly channels: number;
  readonly heads: number;
}

export interface AttentionLayout {
  readonly vector: Vector;
  /** Vectors of a head, and of the slab of it that an invocation holds. */
  readonly perHead: number;
  readonly slab: number;
  /** Vectors of a token in y, and in qkv. */
  readonly token: number;
  readonly row: number;
  readonly scale: number;
  /** Tokens that an invocation owns: what is read of the others serves all of them. */
  readonly owned: number;
  /** Invocations of a workgroup; `tiles` workgroups cover a head's tokens. */
  readonly invocations: number;
  readonly tiles: number;
}

const mostInvocations = 64;
const widestSlab = 4;
const mostInRegisters = 2;
/** From here on an invocation owns four tokens instead of two: faster, and slower to compile. */
const longLength = 128;

export function layoutOf({ length, channels, heads }: AttentionShape): AttentionLayout {
  const vector = vectorOf(channels / heads);
  const perHead = channels / heads / vector.width;
  const slabs = Array.from({ length: widestSlab }, (_, i) => widestSlab - i);
  const owned = perHead > mostInRegisters ? 1 : length < longLength ? 2 : 4;
  const owners = Math.ceil(length / owned);
  const tiles = Math.ceil(owners / mostInvocations);
  return {
    vector,
    perHead,
    slab: slabs.find((s) => perHead % s === 0) ?? 1,
    token: channels / vector.width,
    row: (3 * channels) / vector.width,
    scale: (channels / heads) ** -0.5,
    owned,
    invocations: Math.ceil(owners / tiles),
    tiles,
  };
}

/** A head's vectors of one token: where they are, and their names if they are in registers. */
export interface HeadVectors {
  readonly name: string;
  readonly array: string;
  readonly at: string;
}

const inRegisters = ({ perHead }: AttentionLayout): boolean => perHead <= mostInRegisters;

/** WGSL: reads a token's vectors into registers if the head is narrow. */
export const hold = (layout: AttentionLayout, { name, array, at }: HeadVectors): string =>
  inRegisters(layout)
    ? lines(range(layout.perHead), (d) => `let ${name}${d} = ${array}[${at} + ${d}u];`)
    : '';

/** WGSL: `var result` = the inner product of two tokens' vectors; both held if the head is narrow. */
export function inner(layout: AttentionLayout, result: string, a: HeadVectors, b: HeadVectors): string {
  const product = (x: string, y: string): string =>
    layout.vector.width === 4 ? `dot(${x}, ${y})` : `${x} * ${y}`;
  if (inRegisters(layout)) {
    const terms = Array.from({ length: layout.perHead }, (_, d) => product(`${a.name}${d}`, `${b.name}${d}`));
    return `let ${result} = ${terms.join(' + ')};`;
  }
  // arrayLength hides the bound from the driver, which would unroll the loop.
  const term = product(`${a.array}[${a.at} + d]`, `${b.array}[${b.at} + d]`);
  return `var ${result} = 0.0; for (var d = 0u; d < min(${layout.perHead}u, arrayLength(&qkv)); d++) { ${result} += ${term}; }`;
}

/** WGSL: vector `d` of the invocation's slab of a token's vectors; held if the head is narrow. */
export const part = (layout: AttentionLayout, { name, array, at }: HeadVectors, d: number): string =>
  inRegisters(layout) ? `${name}${d}` : `${array}[${at} + slab + ${d}u]`;

/** WGSL: where the invocation stands (slab, head, image, the offsets of its rows) and its tokens token0, own0, … */
export const ownership = (
  { length, heads }: AttentionShape,
  { owned, invocations, tiles, perHead, slab, row, token }: AttentionLayout,
  image: string,
): string => `
  let image = ${image};
  let head = workgroup.y * ${perHead}u;
  let slab = workgroup.x / ${tiles}u * ${slab}u;
  let rows = image * ${length * row}u + head;
  let results = image * ${length * token}u + head;
  let sums = (image * ${heads}u + workgroup.y) * ${length}u;
  ${lines(
    range(owned),
    (b) => `let token${b} = (workgroup.x % ${tiles}u * ${owned}u + ${b}u) * ${invocations}u + invocation;
  let mine${b} = min(token${b}, ${length - 1}u);
  let own${b} = rows + mine${b} * ${row}u;`,
  )}`;
