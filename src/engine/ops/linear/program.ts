// WGSL of a linear layer on few rows (a batch of embeddings): an invocation has one vector of one row.
// Many rows (the pixels of a map) are a 1×1 convolution, whose programs serve them.
import type { Program } from '../../gpu/runtime';
import { flat, lines, range, vectorOf } from '../wgsl';

export interface LinearShape {
  readonly rows: number;
  readonly inputs: number;
  readonly outputs: number;
  readonly bias: boolean;
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
  const { entry, workgroups, sizes } = flat(rows * columns);
  const product = (k: number): string =>
    `value += ${along.width === 4 ? `xs[${k}]` : 'xs'} * weight[(k * ${along.width}u + ${k}u) * size.columns + column];`;
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
    sizes: { ...sizes, columns, steps },
    body: `
${entry}
  let column = i % size.columns;
  let row = i / size.columns * size.steps;
  var value = ${bias ? 'bias[column]' : `${across.type}()`};
  for (var k = 0u; k < size.steps; k++) {
    let xs = x[row + k];
    ${lines(range(along.width), product)}
  }
  ${residual ? 'value += residual[i];' : ''}
  ${silu ? 'z[i] = value;' : ''}
  y[i] = ${silu ? 'value / (1.0 + exp(-value))' : 'value'};
}`,
  };
}
