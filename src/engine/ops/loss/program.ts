// WGSL of the training loss: one pass over the pixels gives gradient and partial sums, a second tiny one adds up.
import type { Program } from '../../gpu/runtime';
import type { LossKind } from '../ops';
import { sumWorkgroupWgsl, vectorOf } from '../wgsl';

const workgroup = 64;
/** Entries (of one or four pixels) that one invocation adds up. */
const perInvocation = 8;

export interface LossShape {
  readonly batch: number;
  /** height · width · channels. */
  readonly pixels: number;
  readonly kind: LossKind;
}

/** Value and derivative for d = prediction − target; see reference.ts. */
const elementwise = {
  mse: { value: 'd * d', derivative: '2.0 * d' },
  l1: { value: 'abs(d)', derivative: 'sign(d)' },
  huber: { value: '0.5 * q * q + (abs(d) - q)', derivative: 'clamp(d, -one, one)' },
} satisfies Record<LossKind, { readonly value: string; readonly derivative: string }>;

const entriesOf = (pixels: number): number => pixels / vectorOf(pixels).width;

/** Partial sums that {@link lossProgram} leaves for each sample. */
export const chunksOf = ({ pixels }: LossShape): number =>
  Math.ceil(entriesOf(pixels) / (workgroup * perInvocation));

/** prediction, target [batch, pixels], weights [batch] → gradient [batch, pixels], partials [batch, chunks]. */
export function lossProgram(shape: LossShape): Program {
  const { batch, pixels, kind } = shape;
  const { width, type } = vectorOf(pixels);
  const chunks = chunksOf(shape);
  const { value, derivative } = elementwise[kind];
  return {
    name: `loss ${kind}`,
    inputs: { prediction: type, expected: type, weights: 'f32' },
    outputs: { gradient: type, partials: 'f32' },
    body: `${sumWorkgroupWgsl(workgroup)}
@compute @workgroup_size(${workgroup})
fn main(@builtin(workgroup_id) group : vec3u, @builtin(local_invocation_index) local : u32) {
  let image = group.y;
  let first = image * ${entriesOf(pixels)}u;
  let end = first + min(${entriesOf(pixels)}u, (group.x + 1u) * ${workgroup * perInvocation}u);
  let one = ${type}(1.0);
  let share = weights[image] / ${batch * pixels}.0;
  var sum = ${type}();
  for (var i = first + group.x * ${workgroup * perInvocation}u + local; i < end; i += ${workgroup}u) {
    let d = prediction[i] - expected[i];
    ${kind === 'huber' ? 'let q = min(abs(d), one);' : ''}
    sum += ${value};
    gradient[i] = share * ${derivative};
  }
  let total = sumWorkgroup(${width === 4 ? 'dot(sum, one)' : 'sum'}, local);
  if (local == 0u) { partials[image * ${chunks}u + group.x] = total; }
}`,
    workgroups: [chunks, batch, 1],
  };
}

/** partials [batch, chunks], weights [batch] → loss [1], perSample [batch], the unweighted mean over the pixels. */
export function lossSumProgram(shape: LossShape): Program {
  const { batch, pixels } = shape;
  const chunks = chunksOf(shape);
  return {
    name: 'loss sum',
    inputs: { partials: 'f32', weights: 'f32' },
    outputs: { loss: 'f32', perSample: 'f32' },
    body: `${sumWorkgroupWgsl(workgroup)}
@compute @workgroup_size(${workgroup})
fn main(@builtin(local_invocation_index) local : u32) {
  var weighted = 0.0;
  for (var image = local; image < ${batch}u; image += ${workgroup}u) {
    var sum = 0.0;
    for (var k = 0u; k < ${chunks}u; k++) { sum += partials[image * ${chunks}u + k]; }
    let mean = sum / ${pixels}.0;
    perSample[image] = mean;
    weighted += weights[image] * mean;
  }
  let total = sumWorkgroup(weighted, local);
  if (local == 0u) { loss[0] = total / ${batch}.0; }
}`,
    workgroups: [1, 1, 1],
  };
}
