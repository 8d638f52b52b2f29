// What programs are written with: vectors (four channels at a time where four divides them, one otherwise), unrolled
// lines, and one invocation an entry.
import type { Element } from '../gpu/runtime';

export interface Vector {
  readonly width: 1 | 4;
  /** WGSL type of one entry. */
  readonly type: Extract<Element, 'f32' | 'vec4<f32>'>;
}

/** The widest vector that divides all `sizes`. */
export const vectorOf = (...sizes: readonly number[]): Vector =>
  sizes.every((size) => size % 4 === 0) ? { width: 4, type: 'vec4<f32>' } : { width: 1, type: 'f32' };

/** WGSL: `width` neighbours of a scalar array as one vector. */
export const gather = ({ width, type }: Vector, array: string, first: string): string =>
  width === 1
    ? `${array}[${first}]`
    : `${type}(${[0, 1, 2, 3].map((k) => `${array}[${first} + ${k}u]`).join(', ')})`;

/** WGSL: the entries of a vector into `width` neighbours of a scalar array. */
export const scatter = ({ width }: Vector, array: string, first: string, vector: string): string =>
  width === 1
    ? `${array}[${first}] = ${vector};`
    : [0, 1, 2, 3].map((k) => `${array}[${first} + ${k}u] = ${vector}[${k}];`).join(' ');

/** WGSL: one line for each k in 0 … count − 1. */
export const times = (count: number, line: (k: number) => string): string =>
  Array.from({ length: count }, (_, k) => line(k)).join('\n');

const flatSize = 64;
const mostWorkgroups = 65535;

/**
 * One invocation for each of `count` entries: WGSL that sets `i` (and leaves beyond the end), its workgroups, and the
 * sizes that the WGSL reads.
 */
export function flat(count: number): {
  readonly entry: string;
  readonly workgroups: [number, number, number];
  readonly sizes: { readonly entries: number; readonly groupsPerRow: number };
} {
  const groups = Math.ceil(count / flatSize);
  const rows = Math.ceil(groups / mostWorkgroups);
  const perRow = Math.ceil(groups / rows);
  const entry = `@compute @workgroup_size(${flatSize})
fn main(@builtin(workgroup_id) workgroup : vec3u, @builtin(local_invocation_index) invocation : u32) {
  let i = (workgroup.y * size.groupsPerRow + workgroup.x) * ${flatSize}u + invocation;
  if (i >= size.entries) { return; }`;
  return { entry, workgroups: [perRow, rows, 1], sizes: { entries: count, groupsPerRow: perRow } };
}
