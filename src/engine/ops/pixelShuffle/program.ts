// WGSL of pixel-unshuffle and of its inverse, each of which is the other's gradient.
import type { Program } from '../../gpu/runtime';
import { flat, vectorOf } from '../wgsl';

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
  const { entry, workgroups, sizes } = flat(batch * height * width * 4 * across);
  return {
    name: `pixel ${direction}`,
    inputs: { x: vector.type },
    outputs: { y: vector.type },
    workgroups,
    sizes: { ...sizes, across, width },
    body: `${entry}
  let corner = i / size.across;
  let channel = i - corner * size.across;
  let dx = corner % 2u;
  let dy = corner / 2u % 2u;
  let pixel = corner / 4u;
  let row = pixel / size.width;
  let column = pixel - row * size.width;
  let large = ((2u * row + dy) * 2u * size.width + 2u * column + dx) * size.across + channel;
  ${direction === 'shuffle' ? 'y[large] = x[i];' : 'y[i] = x[large];'}
}`,
  };
}
