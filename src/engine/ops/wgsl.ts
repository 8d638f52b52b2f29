// What programs are written with: repeated lines, vectors (four numbers at a time where four divides them, one
// otherwise), grids of work groups, sums over a work group.
import type { Element } from '../gpu/runtime';

export const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

/** WGSL: one line for each of the items. */
export const lines = <T>(items: readonly T[], line: (item: T, index: number) => string): string =>
  items.map(line).join('\n');

/** A number as WGSL takes it for an f32. */
export const real = (value: number): string => (Number.isInteger(value) ? value.toFixed(1) : String(value));

const elements = { 1: 'f32', 2: 'vec2<f32>', 4: 'vec4<f32>' } as const satisfies Record<number, Element>;

/** WGSL type of `width` numbers. */
export const elementOf = <W extends keyof typeof elements>(width: W): (typeof elements)[W] => elements[width];

export interface Vector {
  readonly width: 1 | 4;
  /** WGSL type of one entry. */
  readonly type: (typeof elements)[1 | 4];
}

/** The widest vector that divides all `sizes`: how the rows of a buffer are declared. */
export function vectorOf(...sizes: readonly number[]): Vector {
  const width = sizes.every((size) => size % 4 === 0) ? 4 : 1;
  return { width, type: elementOf(width) };
}

/** WGSL: `width` neighbours of a scalar array as one vector. */
export const gather = ({ width, type }: Vector, array: string, first: string): string =>
  width === 1
    ? `${array}[${first}]`
    : `${type}(${range(width)
        .map((k) => `${array}[${first} + ${k}u]`)
        .join(', ')})`;

/** WGSL: the entries of a vector into `width` neighbours of a scalar array. */
export const scatter = ({ width }: Vector, array: string, first: string, vector: string): string =>
  width === 1
    ? `${array}[${first}] = ${vector};`
    : lines(range(width), (k) => `${array}[${first} + ${k}u] = ${vector}[${k}];`);

const mostWorkgroups = 65535;

/** WebGPU allows 65,535 work groups along an axis: more of them go on in the next layer. */
export function layered(groups: number): { readonly across: number; readonly layers: number } {
  const layers = Math.ceil(groups / mostWorkgroups);
  return { across: Math.ceil(groups / layers), layers };
}

const flatSize = 64;

/**
 * One invocation for each of `count` entries: WGSL that sets `i` (and leaves beyond the end), its workgroups, and the
 * sizes that the WGSL reads.
 */
export function flat(count: number): {
  readonly entry: string;
  readonly workgroups: [number, number, number];
  readonly sizes: { readonly entries: number; readonly groupsPerRow: number };
} {
  const { across, layers } = layered(Math.ceil(count / flatSize));
  const entry = `@compute @workgroup_size(${flatSize})
fn main(@builtin(workgroup_id) workgroup : vec3u, @builtin(local_invocation_index) invocation : u32) {
  let i = (workgroup.y * size.groupsPerRow + workgroup.x) * ${flatSize}u + invocation;
  if (i >= size.entries) { return; }`;
  return { entry, workgroups: [across, layers, 1], sizes: { entries: count, groupsPerRow: across } };
}

/**
 * The number `bound` in a form that the shader compiler cannot see through (no buffer is empty). Mesa unrolls loops of
 * up to 32 rounds, over taps and channels at once: that takes it 10 s a pipeline and gives slower code. Where the
 * bound is one of the program's sizes, it is hidden already.
 */
export const hiddenBound = (buffer: string, bound: number): string =>
  `select(${bound}u, 0u, arrayLength(&${buffer}) == 0u)`;

/**
 * WGSL: `sumWorkgroup(value, local)`, the sum over all `size` invocations, given to each of them, always in one order, so
 * that the same numbers give the same bits. Each adds all of them up: barriers cost a software driver more than that.
 */
export const sumWorkgroupWgsl = (size: number): string => `
var<workgroup> summands : array<f32, ${size}>;
fn sumWorkgroup(value : f32, local : u32) -> f32 {
  summands[local] = value;
  workgroupBarrier();
  var total = 0.0;
  for (var i = 0u; i < ${size}u; i++) { total += summands[i]; }
  workgroupBarrier();
  return total;
}`;
