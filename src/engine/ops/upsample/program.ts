// WGSL of nearest-neighbour enlargement ×2 and of its gradient.
import type { Program } from '../../gpu/runtime';
import { flat, vectorOf } from '../wgsl';

/** The small map. */
export interface UpsampleShape {
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** x(, residual) → y; one invocation an entry of y. */
export function upsampleProgram(
  { batch, height, width, channels }: UpsampleShape,
  residual = false,
): Program {
  const vector = vectorOf(channels);
  const across = channels / vector.width;
  const { entry, workgroups, sizes } = flat(batch * height * width * 4 * across);
  return {
    name: 'upsample forward',
    inputs: { x: vector.type, ...(residual && { residual: vector.type }) },
    outputs: { y: vector.type },
    workgroups,
    sizes: { ...sizes, across, width },
    body: `${entry}
  let pixel = i / size.across;
  let channel = i - pixel * size.across;
  // The images' heights are even, so that rows can be halved across the whole batch.
  let line = pixel / (2u * size.width);
  let row = line / 2u;
  let column = (pixel - line * 2u * size.width) / 2u;
  y[i] = x[(row * size.width + column) * size.across + channel]${residual ? ' + residual[i]' : ''};
}`,
  };
}

/** dy → dx; one invocation an entry of dx. */
export function upsampleGradientProgram({ batch, height, width, channels }: UpsampleShape): Program {
  const vector = vectorOf(channels);
  const across = channels / vector.width;
  const { entry, workgroups, sizes } = flat(batch * height * width * across);
  return {
    name: 'upsample gradient',
    inputs: { dy: vector.type },
    outputs: { dx: vector.type },
    workgroups,
    sizes: { ...sizes, across, width, below: 2 * width * across },
    body: `${entry}
  let pixel = i / size.across;
  let channel = i - pixel * size.across;
  let row = pixel / size.width;
  let column = pixel - row * size.width;
  let at = 2u * (row * size.below + column * size.across) + channel;
  dx[i] = dy[at] + dy[at + size.across] + dy[at + size.below] + dy[at + size.below + size.across];
}`,
  };
}
