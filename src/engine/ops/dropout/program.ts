// WGSL of dropout. The mask is a function of (seed, stream, draw, index): the gradient draws it again, and a replayed
// step, whose control buffer holds the next draw, gets another.
import type { Program } from '../../gpu/runtime';
import { philoxWgsl } from '../../gpu/philox';
import type { DropoutOptions } from '../ops';
import { flat, vectorOf } from '../vector';

/** x, control (seed and draw first) → y. */
export function dropoutProgram(size: number, { rate, stream }: DropoutOptions): Program {
  const { type, width } = vectorOf(size);
  const { entry, ...grid } = flat(size / width);
  const place = width === 4 ? 'i)' : 'i / 4u)[i % 4u]';
  const drawn = `uniforms4(control[0], ${stream}u, control[1], ${place}`;
  return {
    name: 'dropout',
    inputs: { x: type, control: 'u32' },
    outputs: { y: type },
    ...grid,
    body: `${philoxWgsl}
${entry}
  y[i] = select(${type}(), x[i] * ${1 / (1 - rate)}, ${drawn} >= ${type}(${rate}));
}`,
  };
}
