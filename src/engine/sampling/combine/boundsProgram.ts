// WGSL of dynamic thresholding: the quantile of |x̂₀| of each sample, without sorting. Floats that are not negative
// lie in the order of their bits, so the order statistic is found bit by bit, by counting what lies below.
import { dynamicThresholdingRatio } from '../../../diffusion/samplers/clip';
import type { Program } from '../../gpu/runtime';
import type { CombinerOptions } from './combiner';
import { predictionWgsl } from './program';
import { stageWgsl } from './stageControl';

const workgroup = 128;

/** prediction, control, registers → bounds [samples]: max(1, quantile), as in src/diffusion/samplers/clip.ts. */
export function boundsProgram(options: CombinerOptions): Program {
  const [batch, height, width, channels] = options.shape;
  const pixels = height * width * channels;
  const place = dynamicThresholdingRatio * (pixels - 1);
  const below = Math.floor(place);
  const forPixels = (body: string): string => `
  for (var p = local; p < ${pixels}u; p += ${workgroup}u) {
    let bits = bitcast<u32>(abs(original(first + p)));
    ${body}
  }`;
  return {
    name: 'combine bounds',
    inputs: { prediction: 'f32', control: 'u32', registers: 'f32' },
    outputs: { bounds: 'f32' },
    body: `${stageWgsl}
${predictionWgsl(options)}
var<workgroup> counter : atomic<u32>;
var<workgroup> nearest : atomic<u32>;
@compute @workgroup_size(${workgroup})
fn main(@builtin(workgroup_id) group : vec3u, @builtin(local_invocation_index) local : u32) {
  let first = group.x * ${pixels}u;
  // The largest bits that at most \`below\` values lie under: those of order statistic \`below\`.
  var found = 0u;
  for (var bit = 0u; bit < 31u; bit++) {
    let candidate = found | (0x40000000u >> bit);
    if (local == 0u) { atomicStore(&counter, 0u); }
    workgroupBarrier();
    var count = 0u;
    ${forPixels('count += select(0u, 1u, bits < candidate);')}
    atomicAdd(&counter, count);
    workgroupBarrier();
    if (atomicLoad(&counter) <= ${below}u) { found = candidate; }
    workgroupBarrier();
  }
  // The next one: the same value again, or the smallest above it.
  if (local == 0u) { atomicStore(&counter, 0u); atomicStore(&nearest, 0x7f7fffffu); }
  workgroupBarrier();
  ${forPixels(`if (bits <= found) { atomicAdd(&counter, 1u); } else { atomicMin(&nearest, bits); }`)}
  workgroupBarrier();
  if (local != 0u) { return; }
  let lower = bitcast<f32>(found);
  let repeated = atomicLoad(&counter) >= ${Math.min(below + 2, pixels)}u;
  let upper = select(bitcast<f32>(atomicLoad(&nearest)), lower, repeated);
  bounds[group.x] = max(1.0, mix(lower, upper, ${place - below}));
}`,
    workgroups: [batch, 1, 1],
  };
}
