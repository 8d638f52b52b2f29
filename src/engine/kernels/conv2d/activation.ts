// WGSL of the gradient through a SiLU that was fused into a convolution.
import type { Program } from '../../gpu/runtime';

/** Inputs dy and the argument of SiLU, output the gradient of the argument: dy·σ(v)·(1 + v·(1 − σ(v))). */
export function siluGradientProgram(size: number): Program {
  const width = size % 4 === 0 ? 4 : 1;
  const element = width === 4 ? 'vec4<f32>' : 'f32';
  const groups = Math.ceil(size / width / 64);
  const row = Math.min(groups, 32768);
  return {
    name: 'silu gradient',
    inputs: { dy: element, argument: element },
    outputs: { gradient: element },
    body: `
@compute @workgroup_size(64) fn main(@builtin(global_invocation_id) id : vec3u) {
  let i = id.x + id.y * ${row * 64}u;
  if (i >= ${size / width}u) { return; }
  let v = argument[i];
  let sigmoid = 1.0 / (1.0 + exp(-v));
  gradient[i] = dy[i] * sigmoid * (1.0 + v * (1.0 - sigmoid));
}`,
    workgroups: [row, Math.ceil(groups / row), 1],
  };
}
