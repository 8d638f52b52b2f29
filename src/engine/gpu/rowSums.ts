// WGSL of sums over the rows of many matrices at once: what is left of a step's gradients after each was summed in parts.
import type { Program } from './runtime';

/** A matrix of `rows` × `size` floats that begins at float `from`; its sum over the rows goes to float `to`. */
export interface RowSum {
  readonly from: number;
  readonly to: number;
  readonly size: number;
  readonly rows: number;
}

const lanes = 64;
/** Neighbouring sums of one work group. */
const perGroup = 256;

/** partials → sums. The rows are added in their order, so that the same numbers give the same bits. */
export function rowSumsProgram(matrices: readonly RowSum[]): Program {
  let groups = 0;
  const table = matrices.flatMap(({ from, to, size, rows }) => {
    const first = groups;
    groups += Math.ceil(size / perGroup);
    return [first, from, to, size, rows];
  });
  const across = Math.min(groups, 65535);
  return {
    name: 'gradient sums',
    inputs: { partials: 'f32' },
    outputs: { sums: 'f32' },
    sizes: { matrices: matrices.length, across },
    table,
    workgroups: [across, Math.ceil(groups / across), 1],
    body: `
@compute @workgroup_size(${lanes})
fn main(@builtin(workgroup_id) id : vec3u, @builtin(local_invocation_index) lane : u32) {
  let group = id.y * size.across + id.x;
  // The last matrix whose first work group is not beyond this one.
  var low = 0u;
  var high = size.matrices;
  while (high - low > 1u) {
    let middle = (low + high) / 2u;
    if (table[middle * 5u] <= group) { low = middle; } else { high = middle; }
  }
  let at = low * 5u;
  let source = table[at + 1u];
  let to = table[at + 2u];
  let count = table[at + 3u];
  let rows = table[at + 4u];
  let first = (group - table[at]) * ${perGroup}u;
  for (var i = first + lane; i < min(count, first + ${perGroup}u); i += ${lanes}u) {
    var sum = 0.0;
    for (var row = 0u; row < rows; row++) { sum += partials[source + row * count + i]; }
    sums[to + i] = sum;
  }
}`,
  };
}
