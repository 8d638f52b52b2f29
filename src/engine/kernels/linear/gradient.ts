// WGSL of the gradients of a linear layer: dx = dz·weightᵀ, dweight = xᵀ·dz, dbias = Σ dz over the rows.
import type { Program } from '../../gpu/runtime';
import { hiddenBound } from '../conv2d/wgsl';
import { flat, times, vectorOf } from '../vector';
import { tiles, type LinearShape } from './program';

/** dz, weight → dx. */
export function inputGradientProgram({ rows, inputs, outputs }: LinearShape): Program {
  const along = vectorOf(outputs);
  const across = vectorOf(inputs);
  const columns = inputs / across.width;
  const steps = outputs / along.width;
  const { tileRows, entry, workgroups } = tiles(rows, columns);
  const product = (r: number, c: number): string =>
    along.width === 4 ? `dot(d${r}, w${c})` : `d${r} * w${c}`;
  const products = (r: number): string =>
    `${across.type}(${Array.from({ length: across.width }, (_, c) => product(r, c)).join(', ')})`;
  return {
    name: `linear input gradient ${inputs}→${outputs}`,
    inputs: { dz: along.type, weight: along.type },
    outputs: { dx: across.type },
    workgroups,
    body: `
${entry}
  ${times(tileRows, (r) => `var sum${r} = ${across.type}();`)}
  ${times(tileRows, (r) => `let from${r} = min(row + ${r}u, ${rows - 1}u) * ${steps}u;`)}
  let weights = column * ${across.width * steps}u;
  for (var k = 0u; k < ${hiddenBound('dz', steps)}; k++) {
    ${times(tileRows, (r) => `let d${r} = dz[from${r} + k];`)}
    ${times(across.width, (c) => `let w${c} = weight[weights + ${c * steps}u + k];`)}
    ${times(tileRows, (r) => `sum${r} += ${products(r)};`)}
  }
  ${times(tileRows, (r) => `if (row + ${r}u < ${rows}u) { dx[(row + ${r}u) * ${columns}u + column] = sum${r}; }`)}
}`,
  };
}

const sliceRows = 64;
const mostSlices = 32;

/** How many slices the rows are cut into for the weight gradient; more than one need {@link sumSlicesProgram}. */
export const sliceCount = ({ rows }: LinearShape): number =>
  Math.min(mostSlices, Math.ceil(rows / sliceRows));

/** Numbers in one slice's part: dweight, then dbias. */
export const sliceSize = ({ inputs, outputs, bias }: LinearShape): number =>
  (inputs + (bias ? 1 : 0)) * outputs;

/** x, dz → dweight(, dbias) if there is one slice of rows, else → parts [slices, sliceSize]. */
export function weightGradientProgram(shape: LinearShape): Program {
  const { rows, inputs, outputs, bias } = shape;
  const along = vectorOf(inputs);
  const across = vectorOf(outputs);
  const columns = outputs / across.width;
  const bands = inputs / along.width;
  const slices = sliceCount(shape);
  const perSlice = Math.ceil(rows / slices);
  const { entry, workgroups } = flat(slices * bands * columns);
  const target = slices > 1 ? 'parts' : 'dweight';
  const biasTarget =
    slices > 1
      ? `parts[slice * ${sliceSize(shape) / across.width}u + ${inputs * columns}u + column]`
      : 'dbias[column]';
  const entryOf = (k: number): string => (along.width === 4 ? `xs[${k}]` : 'xs');
  const outputNames = slices > 1 ? ['parts'] : ['dweight', ...(bias ? ['dbias'] : [])];
  return {
    name: `linear weight gradient ${inputs}→${outputs}`,
    inputs: { x: along.type, dz: across.type },
    outputs: Object.fromEntries(outputNames.map((name) => [name, across.type])),
    workgroups,
    body: `
${entry}
  let column = i % ${columns}u;
  let band = i / ${columns}u % ${bands}u;
  let slice = i / ${bands * columns}u;
  ${times(along.width, (k) => `var sum${k} = ${across.type}();`)}
  ${bias ? `var total = ${across.type}();` : ''}
  let end = min((slice + 1u) * ${perSlice}u, ${rows}u);
  for (var row = slice * ${perSlice}u; row < end; row++) {
    let xs = x[row * ${bands}u + band];
    let d = dz[row * ${columns}u + column];
    ${times(along.width, (k) => `sum${k} += ${entryOf(k)} * d;`)}
    ${bias ? 'total += d;' : ''}
  }
  let at = ${slices > 1 ? `slice * ${sliceSize(shape) / across.width}u + ` : ''}band * ${along.width * columns}u + column;
  ${times(along.width, (k) => `${target}[at + ${k * columns}u] = sum${k};`)}
  ${bias ? `if (band == 0u) { ${biasTarget} = total; }` : ''}
}`,
  };
}

/** parts → dweight(, dbias): the sum over the slices. */
export function sumSlicesProgram(shape: LinearShape): Program {
  const { inputs, outputs, bias } = shape;
  const across = vectorOf(outputs);
  const weights = (inputs * outputs) / across.width;
  const size = sliceSize(shape) / across.width;
  const { entry, workgroups } = flat(size);
  return {
    name: `linear weight gradient sum ${inputs}→${outputs}`,
    inputs: { parts: across.type },
    outputs: { dweight: across.type, ...(bias ? { dbias: across.type } : {}) },
    workgroups,
    body: `
${entry}
  var total = ${across.type}();
  for (var at = i; at < ${size * sliceCount(shape)}u; at += ${size}u) { total += parts[at]; }
  ${bias ? `if (i >= ${weights}u) { dbias[i - ${weights}u] = total; return; }` : ''}
  dweight[i] = total;
}`,
  };
}
