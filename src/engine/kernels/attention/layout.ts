// How attention is laid out: an invocation owns a token of a head and holds a slab of its channels. Scores need the
// whole head; narrow heads keep it in registers, wide ones read it again (unrolled code grows with the head, and
// drivers that compile for the CPU take seconds over it).
import { times, vectorOf, type Vector } from '../vector';

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
  /** Invocations of a workgroup; `tiles` workgroups cover a head's tokens. */
  readonly tokens: number;
  readonly tiles: number;
}

const mostTokens = 64;
const widestSlab = 4;
const mostInRegisters = 2;

export function layoutOf({ length, channels, heads }: AttentionShape): AttentionLayout {
  const vector = vectorOf(channels / heads);
  const perHead = channels / heads / vector.width;
  const slabs = Array.from({ length: widestSlab }, (_, i) => widestSlab - i);
  const tiles = Math.ceil(length / mostTokens);
  return {
    vector,
    perHead,
    slab: slabs.find((s) => perHead % s === 0) ?? 1,
    token: channels / vector.width,
    row: (3 * channels) / vector.width,
    scale: (channels / heads) ** -0.5,
    tokens: Math.ceil(length / tiles),
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
  inRegisters(layout) ? times(layout.perHead, (d) => `let ${name}${d} = ${array}[${at} + ${d}u];`) : '';

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

/** WGSL: what the invocation owns (tile, slab, head, image, token, the offsets of its rows). */
export const ownership = (
  { length, heads }: AttentionShape,
  { tokens, tiles, perHead, slab, row, token }: AttentionLayout,
  image: string,
): string => `
  let image = ${image};
  let head = workgroup.y * ${perHead}u;
  let slab = workgroup.x / ${tiles}u * ${slab}u;
  let token = workgroup.x % ${tiles}u * ${tokens}u + invocation;
  let mine = min(token, ${length - 1}u);
  let rows = image * ${length * row}u + head;
  let own = rows + mine * ${row}u;
  let results = image * ${length * token}u + head;
  let sums = (image * ${heads}u + workgroup.y) * ${length}u;`;
