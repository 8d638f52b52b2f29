// WGSL of pixel-unshuffle and of its inverse, each of which is the other's gradient.
import type { Program } from '../../gpu/runtime';
import { flat, vectorOf } from '../vector';

/** The large map [batch, 2·height, 2·width, channels]; the small one is [batch, height, width, 4·channels]. */
export interface ShuffleShape {
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** x → y; one invocation an entry, in the order of the small map. */
export function shuffleProgram(
  direction: 'shuffle' | 'unshuffle',
  { batch, height, width, channels }: ShuffleShape,
): Program {
  const vector = vectorOf(channels);
  const across = channels / vector.width;
  const { entry, workgroups } = flat(batch * height * width * 4 * across);
  return {
    name: `pixel ${direction}`,
    inputs: { x: vector.type },
    outputs: { y: vector.type },
    workgroups,
    body: `${entry}
  let channel = i % ${across}u;
  let dx = i / ${across}u % 2u;
  let dy = i / ${2 * across}u % 2u;
  let column = i / ${4 * across}u % ${width}u;
  let row = i / ${4 * across * width}u;
  let large = ((2u * row + dy) * ${2 * width}u + 2u * column + dx) * ${across}u + channel;
  ${direction === 'shuffle' ? 'y[large] = x[i];' : 'y[i] = x[large];'}
}`,
  };
}
