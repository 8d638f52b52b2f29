// Where the parts of several linear layers of one input lie, and how their work is shared out among work groups.
import { vectorOf, type Vector } from '../wgsl';

export interface LinearsShape {
  /** Of x. */
  readonly rows: number;
  readonly inputs: number;
  /** Of each layer. */
  readonly outputs: readonly number[];
}

/** Floats from the start of a buffer, multiples of 64, for each layer. */
export interface Places {
  readonly weight: readonly number[];
  readonly bias: readonly number[];
}

export const lanes = 64;

/** Of x, and of what belongs to the outputs. */
export const vectorsOf = ({
  inputs,
  outputs,
}: LinearsShape): { readonly along: Vector; readonly across: Vector } => ({
  along: vectorOf(inputs),
  across: vectorOf(...outputs),
});

/** Floats at which the results [rows, outputs] of each layer begin, and of all of them: bindings start at 256 bytes. */
export function packed({ rows, outputs }: Pick<LinearsShape, 'rows' | 'outputs'>): {
  readonly starts: readonly number[];
  readonly total: number;
} {
  const starts: number[] = [];
  let total = 0;
  for (const width of outputs) {
    starts.push(total);
    total += Math.ceil((rows * width) / 64) * 64;
  }
  return { starts, total };
}

export interface Shares {
  /** Five numbers a layer: first work group, then in vectors the start of its results, weights and bias, and its width. */
  readonly table: readonly number[];
  readonly groups: number;
}

/** @param entriesOf how many threads a layer so many vectors wide has */
export function shareOut(
  shape: LinearsShape,
  places: Places,
  entriesOf: (columns: number) => number,
): Shares {
  const { width } = vectorsOf(shape).across;
  const { starts } = packed(shape);
  let groups = 0;
  const table = shape.outputs.flatMap((outputs, i) => {
    const first = groups;
    const columns = outputs / width;
    groups += Math.ceil(entriesOf(columns) / lanes);
    const inVectors = [starts, places.weight, places.bias].map((at) => (at[i] ?? 0) / width);
    return [first, ...inVectors, columns];
  });
  return { table, groups };
}

/** WGSL: `results`, `weights`, `biases`, `columns` of the layer that table entry `at` begins with. */
export const readLayer = `
  let results = table[at + 1u];
  let weights = table[at + 2u];
  let biases = table[at + 3u];
  let columns = table[at + 4u];`;

/** WGSL: the entry point, left open; finds the layer of a work group and its thread `i` of those of the layer. */
export const layerEntry = `
@compute @workgroup_size(${lanes})
fn main(@builtin(workgroup_id) group : vec3u, @builtin(local_invocation_index) lane : u32) {
  var layer = size.layers - 1u;
  while (table[layer * 5u] > group.x) { layer--; }
  let at = layer * 5u;
  let i = (group.x - table[at]) * ${lanes}u + lane;${readLayer}`;
