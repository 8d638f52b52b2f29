// WGSL of several linear layers of one input, whose parameters lie in one buffer: few rows, as of a batch of embeddings.
import type { Program } from '../../gpu/runtime';
import { flat, lines, range } from '../wgsl';
import { layerEntry, readLayer, shareOut, vectorsOf, type LinearsShape, type Places } from './layout';

const nameOf = ({ inputs, outputs }: LinearsShape): string =>
  `${inputs}→${outputs.reduce((a, b) => a + b, 0)} in ${outputs.length}`;

/** x, parameters → y, the results packed one behind the other. A thread has one vector of one row. */
export function linearsProgram(shape: LinearsShape, places: Places): Program {
  const { along, across } = vectorsOf(shape);
  const { table, groups } = shareOut(shape, places, (columns) => shape.rows * columns);
  const product = (k: number): string =>
    `value += ${along.width === 4 ? `xs[${k}]` : 'xs'} * parameters[weights + (k * ${along.width}u + ${k}u) * columns + column];`;
  return {
    name: `linears forward ${nameOf(shape)}`,
    inputs: { x: along.type, parameters: across.type },
    outputs: { y: across.type },
    sizes: { rows: shape.rows, steps: shape.inputs / along.width, layers: shape.outputs.length },
    table,
    workgroups: [groups, 1, 1],
    body: `${layerEntry}
  if (i >= size.rows * columns) { return; }
  let column = i % columns;
  let row = i / columns * size.steps;
  var value = parameters[biases + column];
  for (var k = 0u; k < size.steps; k++) {
    let xs = x[row + k];
    ${lines(range(along.width), product)}
  }
  y[results + i] = value;
}`,
  };
}

/** dy, packed as the results are, parameters → dx. A thread has one number, over all layers in their order. */
export function linearsInputGradientProgram(shape: LinearsShape, places: Places): Program {
  const { across } = vectorsOf(shape);
  const { table } = shareOut(shape, places, () => 0);
  const { entry, workgroups, sizes } = flat(shape.rows * shape.inputs);
  const [d, w] = ['dy[results + row * columns + c]', 'parameters[weights + input * columns + c]'];
  return {
    name: `linears input gradient ${nameOf(shape)}`,
    inputs: { dy: across.type, parameters: across.type },
    outputs: { dx: 'f32' },
    sizes: { ...sizes, inputs: shape.inputs, layers: shape.outputs.length },
    table,
    workgroups,
    body: `
${entry}
  let row = i / size.inputs;
  let input = i - row * size.inputs;
  var sum = 0.0;
  for (var layer = 0u; layer < size.layers; layer++) {
    let at = layer * 5u;${readLayer}
    for (var c = 0u; c < columns; c++) { sum += ${across.width === 4 ? `dot(${d}, ${w})` : `${d} * ${w}`}; }
  }
  dx[i] = sum;
}`,
  };
}

/**
 * x, dy → the gradients of weights and biases at their places. A thread has a few inputs of one vector of outputs; the
 * first ones of a layer add the bias up.
 */
export function linearsParameterGradientProgram(shape: LinearsShape, places: Places): Program {
  const { along, across } = vectorsOf(shape);
  const bands = shape.inputs / along.width;
  const { table, groups } = shareOut(shape, places, (columns) => bands * columns);
  return {
    name: `linears parameter gradient ${nameOf(shape)}`,
    inputs: { x: along.type, dy: across.type },
    outputs: { gradients: across.type },
    sizes: { rows: shape.rows, bands, layers: shape.outputs.length },
    table,
    workgroups: [groups, 1, 1],
    body: `${layerEntry}
  if (i >= size.bands * columns) { return; }
  let column = i % columns;
  let band = i / columns;
  ${lines(range(along.width), (k) => `var sum${k} = ${across.type}();`)}
  var total = ${across.type}();
  for (var row = 0u; row < size.rows; row++) {
    let xs = x[row * size.bands + band];
    let d = dy[results + row * columns + column];
    ${lines(range(along.width), (k) => `sum${k} += ${along.width === 4 ? `xs[${k}]` : 'xs'} * d;`)}
    total += d;
  }
  let to = weights + band * ${along.width}u * columns + column;
  ${lines(range(along.width), (k) => `gradients[to + ${k}u * columns] = sum${k};`)}
  if (band == 0u) { gradients[biases + column] = total; }
}`,
  };
}
