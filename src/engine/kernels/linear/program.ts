// WGSL of a linear layer, forward: an invocation holds a few rows of one vector of output channels in registers.
import type { Program } from '../../gpu/runtime';
import { hiddenBound } from '../conv2d/wgsl';
import { times, vectorOf } from '../vector';

export interface LinearShape {
  readonly rows: number;
  readonly inputs: number;
  readonly outputs: number;
  readonly bias: boolean;
}

const invocations = 64;
/** Below this many rows, one row an invocation: the GPU needs the invocations more than the reuse. */
const fewRows = 128;

/** A grid of register tiles over `rows` × `columns` vectors: WGSL that sets `row` and `column`, and its workgroups. */
export function tiles(
  rows: number,
  columns: number,
): { readonly tileRows: number; readonly entry: string; readonly workgroups: [number, number, number] } {
  const tileRows = rows < fewRows ? 1 : 4;
  const widths = Array.from({ length: 16 }, (_, i) => 16 - i);
  const width = widths.find((w) => columns % w === 0) ?? 1;
  const height = Math.floor(invocations / width);
  const entry = `@compute @workgroup_size(${width}, ${height})
fn main(@builtin(global_invocation_id) id : vec3u) {
  let column = id.x;
  let row = id.y * ${tileRows}u;`;
  return { tileRows, entry, workgroups: [columns / width, Math.ceil(rows / (tileRows * height)), 1] };
}

/** x, weight(, bias)(, residual) → y(, z): z is the value before SiLU, kept for the gradient. */
export function linearProgram(
  { rows, inputs, outputs, bias }: LinearShape,
  { silu, residual }: { readonly silu: boolean; readonly residual: boolean },
): Program {
  const along = vectorOf(inputs);
  const across = vectorOf(outputs);
  const columns = outputs / across.width;
  const steps = inputs / along.width;
  const { tileRows, entry, workgroups } = tiles(rows, columns);
  const entryOf = (r: number, k: number): string => (along.width === 4 ? `x${r}[${k}]` : `x${r}`);
  return {
    name: `linear forward ${inputs}→${outputs}${residual ? ' residual' : ''}${silu ? ' silu' : ''}`,
    inputs: {
      x: along.type,
      weight: across.type,
      ...(bias ? { bias: across.type } : {}),
      ...(residual ? { residual: across.type } : {}),
    },
    outputs: { y: across.type, ...(silu ? { z: across.type } : {}) },
    workgroups,
    body: `
${entry}
  ${times(tileRows, (r) => `var sum${r} = ${bias ? 'bias[column]' : `${across.type}()`};`)}
  ${times(tileRows, (r) => `let from${r} = min(row + ${r}u, ${rows - 1}u) * ${steps}u;`)}
  for (var k = 0u; k < ${hiddenBound('x', steps)}; k++) {
    ${times(tileRows, (r) => `let x${r} = x[from${r} + k];`)}
    ${times(along.width, (k) => `let w${k} = weight[(k * ${along.width}u + ${k}u) * ${columns}u + column];`)}
    ${times(tileRows, (r) => times(along.width, (k) => `sum${r} += ${entryOf(r, k)} * w${k};`))}
  }
  ${times(
    tileRows,
    (r) => `if (row + ${r}u < ${rows}u) {
    let at = (row + ${r}u) * ${columns}u + column;
    let value = sum${r}${residual ? ' + residual[at]' : ''};
    ${silu ? 'z[at] = value;' : ''}
    y[at] = ${silu ? 'value / (1.0 + exp(-value))' : 'value'};
  }`,
  )}
}`,
  };
}
