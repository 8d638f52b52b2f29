// WGSL of the gradients of a linear layer on few rows: dx = dz·weightᵀ, dweight = xᵀ·dz, dbias = Σ dz over the rows.
import type { Program } from '../../gpu/runtime';
import { flat, lines, range, vectorOf } from '../wgsl';
import type { LinearShape } from './program';

/** dz, weight → dx. */
export function inputGradientProgram({ rows, inputs, outputs }: LinearShape): Program {
  const along = vectorOf(outputs);
  const across = vectorOf(inputs);
  const columns = inputs / across.width;
  const steps = outputs / along.width;
  const { entry, workgroups, sizes } = flat(rows * columns);
  const product = (c: number): string => {
    const w = `weight[weights + ${c}u * size.steps + k]`;
    return along.width === 4 ? `dot(d, ${w})` : `d * ${w}`;
  };
  return {
    name: `linear input gradient ${inputs}→${outputs}`,
    inputs: { dz: along.type, weight: along.type },
    outputs: { dx: across.type },
    workgroups,
    sizes: { ...sizes, columns, steps },
    body: `
${entry}
  let row = i / size.columns * size.steps;
  let weights = i % size.columns * ${across.width}u * size.steps;
  var value = ${across.type}();
  for (var k = 0u; k < size.steps; k++) {
    let d = dz[row + k];
    value += ${across.type}(${Array.from({ length: across.width }, (_, c) => product(c)).join(', ')});
  }
  dx[i] = value;
}`,
  };
}

/** x, dz → dweight(, dbias). An invocation has a few inputs of one vector of outputs; the first ones add the bias up. */
export function weightGradientProgram({ rows, inputs, outputs, bias }: LinearShape): Program {
  const along = vectorOf(inputs);
  const across = vectorOf(outputs);
  const columns = outputs / across.width;
  const bands = inputs / along.width;
  const { entry, workgroups, sizes } = flat(bands * columns);
  return {
    name: `linear weight gradient ${inputs}→${outputs}`,
    inputs: { x: along.type, dz: across.type },
    outputs: { dweight: across.type, ...(bias ? { dbias: across.type } : {}) },
    workgroups,
    sizes: { ...sizes, columns, bands, rows },
    body: `
${entry}
  let column = i % size.columns;
  let band = i / size.columns;
  ${lines(range(along.width), (k) => `var sum${k} = ${across.type}();`)}
  ${bias ? `var total = ${across.type}();` : ''}
  for (var row = 0u; row < size.rows; row++) {
    let xs = x[row * size.bands + band];
    let d = dz[row * size.columns + column];
    ${lines(range(along.width), (k) => `sum${k} += ${along.width === 4 ? `xs[${k}]` : 'xs'} * d;`)}
    ${bias ? 'total += d;' : ''}
  }
  let at = band * ${along.width}u * size.columns + column;
  ${lines(range(along.width), (k) => `dweight[at + ${k}u * size.columns] = sum${k};`)}
  ${bias ? 'if (band == 0u) { dbias[column] = total; }' : ''}
}`,
  };
}
