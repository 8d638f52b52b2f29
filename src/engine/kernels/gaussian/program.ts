// Standard normal numbers: one thread makes the four of a Philox block.
import { philoxWgsl } from '../../gpu/philox';
import type { Program } from '../../gpu/runtime';

const workgroup = 64;
/** Below WebGPU's guaranteed limit of workgroups in one dimension. */
const widest = 32768;

/** @param size how many numbers; `address` holds seed, stream and step. */
export function gaussianProgram(size: number): Program {
  const groups = Math.ceil(size / (4 * workgroup));
  const columns = Math.min(groups, widest);
  return {
    name: 'gaussian',
    inputs: { address: 'u32' },
    outputs: { y: 'f32' },
    body: `${philoxWgsl}
@compute @workgroup_size(${workgroup})
fn main(@builtin(workgroup_id) group : vec3u, @builtin(local_invocation_index) local : u32) {
  let block = (group.y * ${columns}u + group.x) * ${workgroup}u + local;
  if (4u * block >= ${size}u) { return; }
  let values = gaussians4(address[0], address[1], address[2], block);
  for (var lane = 0u; lane < min(4u, ${size}u - 4u * block); lane++) { y[4u * block + lane] = values[lane]; }
}`,
    workgroups: [columns, Math.ceil(groups / columns), 1],
  };
}
