// WGSL of nearest-neighbour enlargement ×2 and of its gradient.
import type { Program } from '../../gpu/runtime';
import { flat, vectorOf } from '../vector';

/** The small map. */
export interface UpsampleShape {
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** x → y; one invocation an entry of y. */
export function upsampleProgram({ batch, height, width, channels }: UpsampleShape): Program {
  const vector = vectorOf(channels);
  const across = channels / vector.width;
  const { entry, workgroups } = flat(batch * height * width * 4 * across);
  return {
    name: 'upsample forward',
    inputs: { x: vector.type },
    outputs: { y: vector.type },
    workgroups,
    body: `${entry}
  let channel = i % ${across}u;
  let pixel = i / ${across}u;
  // The images' heights are even, so that rows can be halved across the whole batch.
  let row = pixel / ${2 * width}u / 2u;
  let column = pixel % ${2 * width}u / 2u;
  y[i] = x[(row * ${width}u + column) * ${across}u + channel];
}`,
  };
}

/** dy → dx; one invocation an entry of dx. */
export function upsampleGradientProgram({ batch, height, width, channels }: UpsampleShape): Program {
  const vector = vectorOf(channels);
  const across = channels / vector.width;
  const { entry, workgroups } = flat(batch * height * width * across);
  const below = 2 * width * across;
  return {
    name: 'upsample gradient',
    inputs: { dy: vector.type },
    outputs: { dx: vector.type },
    workgroups,
    body: `${entry}
  let channel = i % ${across}u;
  let pixel = i / ${across}u;
  let row = pixel / ${width}u;
  let column = pixel % ${width}u;
  let at = row * ${2 * below}u + column * ${2 * across}u + channel;
  dx[i] = dy[at] + dy[at + ${across}u] + dy[at + ${below}u] + dy[at + ${below + across}u];
}`,
  };
}
