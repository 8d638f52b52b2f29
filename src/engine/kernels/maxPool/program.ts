// WGSL of 2×2 max-pooling and of its gradient.
import type { Program } from '../../gpu/runtime';
import { flat, vectorOf } from '../vector';

/** The large map. */
export interface MaxPoolShape {
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

const window = (across: number, below: number): string =>
  ['', ` + ${across}u`, ` + ${below}u`, ` + ${below + across}u`]
    .map((offset, k) => `let x${k} = x[at${offset}];`)
    .join(' ');

/** x → y; one invocation an entry of y. */
export function maxPoolProgram({ batch, height, width, channels }: MaxPoolShape): Program {
  const vector = vectorOf(channels);
  const across = channels / vector.width;
  const [rows, columns] = [Math.floor(height / 2), Math.floor(width / 2)];
  const { entry, workgroups } = flat(batch * rows * columns * across);
  return {
    name: 'maxPool forward',
    inputs: { x: vector.type },
    outputs: { y: vector.type },
    workgroups,
    body: `${entry}
  let channel = i % ${across}u;
  let column = i / ${across}u % ${columns}u;
  let row = i / ${across * columns}u % ${rows}u;
  let image = i / ${across * columns * rows}u;
  let at = ((image * ${height}u + 2u * row) * ${width}u + 2u * column) * ${across}u + channel;
  ${window(across, width * across)}
  y[i] = max(max(x0, x1), max(x2, x3));
}`,
  };
}

/**
 * x, dy → dx; one invocation a window, whose whole gradient goes to its first maximum in reading order (as in PyTorch
 * and tfjs). Windows that stick out of an odd map only write zeros.
 */
export function maxPoolGradientProgram({ batch, height, width, channels }: MaxPoolShape): Program {
  const vector = vectorOf(channels);
  const across = channels / vector.width;
  const below = width * across;
  const [rows, columns] = [Math.ceil(height / 2), Math.ceil(width / 2)];
  const [wholeRows, wholeColumns] = [Math.floor(height / 2), Math.floor(width / 2)];
  const { entry, workgroups } = flat(batch * rows * columns * across);
  const zero = `${vector.type}()`;
  return {
    name: 'maxPool gradient',
    inputs: { x: vector.type, dy: vector.type },
    outputs: { dx: vector.type },
    workgroups,
    body: `${entry}
  let channel = i % ${across}u;
  let column = i / ${across}u % ${columns}u;
  let row = i / ${across * columns}u % ${rows}u;
  let image = i / ${across * columns * rows}u;
  let at = ((image * ${height}u + 2u * row) * ${width}u + 2u * column) * ${across}u + channel;
  if (row == ${wholeRows}u || column == ${wholeColumns}u) {
    dx[at] = ${zero};
    if (column < ${wholeColumns}u) { dx[at + ${across}u] = ${zero}; }
    if (row < ${wholeRows}u) { dx[at + ${below}u] = ${zero}; }
    return;
  }
  let g = dy[((image * ${wholeRows}u + row) * ${wholeColumns}u + column) * ${across}u + channel];
  ${window(across, below)}
  let most = max(max(x0, x1), max(x2, x3));
  let d0 = select(${zero}, g, x0 == most);
  let d1 = select(${zero}, g - d0, x1 == most);
  let d2 = select(${zero}, g - d0 - d1, x2 == most);
  dx[at] = d0;
  dx[at + ${across}u] = d1;
  dx[at + ${below}u] = d2;
  dx[at + ${below + across}u] = g - d0 - d1 - d2;
}`,
  };
}
