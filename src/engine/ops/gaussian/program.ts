// Standard normal numbers: one thread makes the four of a Philox block.
import { philoxWgsl } from '../../gpu/philox';
import type { Program } from '../../gpu/runtime';
import { flat } from '../vector';

/** @param count how many numbers; `address` holds seed, stream and step. */
export function gaussianProgram(count: number): Program {
  const { entry, workgroups, sizes } = flat(Math.ceil(count / 4));
  return {
    name: 'gaussian',
    inputs: { address: 'u32' },
    outputs: { y: 'f32' },
    workgroups,
    sizes: { ...sizes, count },
    body: `${philoxWgsl}
${entry}
  let values = gaussians4(address[0], address[1], address[2], i);
  for (var lane = 0u; lane < min(4u, size.count - 4u * i); lane++) { y[4u * i + lane] = values[lane]; }
}`,
  };
}
