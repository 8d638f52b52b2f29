// WGSL of 2×2 max-pooling and of its gradient.
import type { Program } from '../../gpu/runtime';
import { flat, vectorOf } from '../wgsl';

/** The large map. */
export interface MaxPoolShape {
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

const window = ['', ' + size.across', ' + size.below', ' + size.below + size.across']
  .map((offset, k) => `let x${k} = x[at${offset}];`)
  .join(' ');

/** WGSL: the window of entry `i` among `rows` × `columns` of them, and its first entry in x. */
const place = `
  let window = i / size.across;
  let channel = i - window * size.across;
  let line = window / size.columns;
  let column = window - line * size.columns;
  let image = line / size.rows;
  let row = line - image * size.rows;
  let at = (image * size.height + 2u * row) * size.below + 2u * column * size.across + channel;`;

/** x → y; one invocation an entry of y. */
export function maxPoolProgram({ batch, height, width, channels }: MaxPoolShape): Program {
  const vector = vectorOf(channels);
  const across = channels / vector.width;
  const [rows, columns] = [Math.floor(height / 2), Math.floor(width / 2)];
  const { entry, workgroups, sizes } = flat(batch * rows * columns * across);
  return {
    name: 'maxPool forward',
    inputs: { x: vector.type },
    outputs: { y: vector.type },
    workgroups,
    sizes: { ...sizes, across, below: width * across, rows, columns, height },
    body: `${entry}${place}
  ${window}
  y[i] = max(max(x0, x1), max(x2, x3));
}`,
  };
}

/**
 * x, dy → dx; one invocation a window, whose whole gradient goes to its first maximum in reading order (as in PyTorch
 * and tfjs). Windows that stick out of an odd map have none to give. Where a map as dx is `added`, it follows dy.
 */
export function maxPoolGradientProgram(
  { batch, height, width, channels }: MaxPoolShape,
  added = false,
): Program {
  const write = (at: string, value: string): string =>
    `dx[${at}] = ${value}${added ? ` + addend[${at}]` : ''};`;
  const vector = vectorOf(channels);
  const across = channels / vector.width;
  const below = width * across;
  const [rows, columns] = [Math.ceil(height / 2), Math.ceil(width / 2)];
  const [wholeRows, wholeColumns] = [Math.floor(height / 2), Math.floor(width / 2)];
  const { entry, workgroups, sizes } = flat(batch * rows * columns * across);
  const zero = `${vector.type}()`;
  return {
    name: 'maxPool gradient',
    inputs: { x: vector.type, dy: vector.type, ...(added && { addend: vector.type }) },
    outputs: { dx: vector.type },
    workgroups,
    sizes: { ...sizes, across, below, rows, columns, height, wholeRows, wholeColumns },
    body: `${entry}${place}
  let isWide = column < size.wholeColumns;
  let isHigh = row < size.wholeRows;
  let place = ((image * size.wholeRows + row) * size.wholeColumns + column) * size.across + channel;
  // What a window that sticks out reads beyond the map has no gradient to give away.
  let g = select(${zero}, dy[place], isWide && isHigh);
  ${window}
  let most = max(max(x0, x1), max(x2, x3));
  let d0 = select(${zero}, g, x0 == most);
  let d1 = select(${zero}, g - d0, x1 == most);
  let d2 = select(${zero}, g - d0 - d1, x2 == most);
  ${write('at', 'd0')}
  if (isWide) { ${write('at + size.across', 'd1')} }
  if (isHigh) { ${write('at + size.below', 'd2')} }
  if (isWide && isHigh) { ${write('at + size.below + size.across', 'g - d0 - d1 - d2')} }
}`,
  };
}
