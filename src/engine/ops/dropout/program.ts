// WGSL of dropout. The mask is a function of (seed, stream, draw, index): the gradient draws it again, and a replayed
// step, whose control buffer holds the next draw, gets another.
import type { Program } from '../../gpu/runtime';
import { philoxWgsl } from '../../gpu/philox';
import type { DropoutOptions } from '../ops';
import { flat, vectorOf } from '../wgsl';

/** x, control (seed, draw and first sample first) → y. @param shape [batch, …] */
export function dropoutProgram(shape: readonly number[], { rate, stream }: DropoutOptions): Program {
  const size = shape.reduce((a, b) => a * b, 1);
  const { type, width } = vectorOf(size);
  const { entry, workgroups, sizes } = flat(size / width);
  // The samples of a step have their numbers one after the other, whatever slice of them this is.
  const place = `(control[2] * size.perSample / ${width}u + i)`;
  const drawn = `uniforms4(control[0], ${stream}u, control[1], ${width === 4 ? `${place})` : `${place} / 4u)[${place} % 4u]`}`;
  return {
    name: 'dropout',
    inputs: { x: type, control: 'u32' },
    outputs: { y: type },
    workgroups,
    sizes: { ...sizes, perSample: size / (shape[0] ?? 1) },
    body: `${philoxWgsl}
${entry}
  y[i] = select(${type}(), x[i] * ${1 / (1 - rate)}, ${drawn} >= ${type}(${rate}));
}`,
  };
}
