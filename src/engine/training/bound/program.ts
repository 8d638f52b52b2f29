// WGSL of the variational bound: one pass over the pixels gives gradient and partial sums, a second tiny one adds up.
import type { Program } from '../../gpu/runtime';
import { hiddenBound, sumWorkgroupWgsl } from '../../ops/wgsl';
import { farthest, normalTailWgsl } from './normalTail';
import { column, extremes, halfBin, leastProbability, rowFloats } from './table';

const workgroup = 64;
/** Pixels that one invocation adds up. */
const perInvocation = 8;

export interface BoundShape {
  readonly batch: number;
  /** height · width · channels of an image. */
  readonly pixels: number;
  readonly channels: number;
  /** The bound in bits per dimension is multiplied by it. */
  readonly scale: number;
}

/** Partial sums that {@link boundProgram} leaves for each sample. */
export const chunksOf = ({ pixels }: BoundShape): number => Math.ceil(pixels / (workgroup * perInvocation));

/** Nats of one pixel, and their derivative by the log variance. */
const termsWgsl = `${normalTailWgsl}
/**
 * KL of the true posterior, of variance β̃, and the model's: their log variances differ by \`above\`, the square of their
 * means' difference is \`error\` times β̃.
 */
fn divergence(error : f32, above : f32) -> vec2f {
  let spread = (1.0 + error) * exp(-above);
  return 0.5 * vec2f(above - 1.0 + spread, 1.0 - spread);
}
/** The discrete decoder (DDPM eq. 13) for a pixel x0, when the model's mean is \`error\` above it. */
fn decoder(x0 : f32, error : f32, logVariance : f32) -> vec2f {
  let rate = exp(-0.5 * logVariance);
  // Far out neither the tail nor its density is anything.
  var low = clamp((-error - ${halfBin}) * rate, -${farthest}.0, ${farthest}.0);
  var high = clamp((-error + ${halfBin}) * rate, -${farthest}.0, ${farthest}.0);
  if (x0 < ${extremes.darkest}) { low = -${farthest}.0; }
  if (x0 > ${extremes.lightest}) { high = ${farthest}.0; }
  let tails = vec2f(normalTail(abs(low)), normalTail(abs(high)));
  // Both on one side of the middle, or what the two sides leave.
  let probability = select(1.0 - tails.x - tails.y, abs(tails.x - tails.y), low * high > 0.0);
  if (probability <= ${leastProbability}) { return vec2f(-log(${leastProbability}), 0.0); }
  let density = inverseSqrt(2.0 * 3.14159265) * vec2f(low * exp(-0.5 * low * low), high * exp(-0.5 * high * high));
  return vec2f(-log(probability), 0.5 * (density.y - density.x) / probability);
}`;

/**
 * prediction [batch, height, width, 2·channels], xt and target [batch, height, width, channels], timesteps [batch],
 * rows of table.ts → gradient like the prediction (0 for its first half), partials [batch, chunks] in nats.
 */
export function boundProgram(shape: BoundShape): Program {
  const { batch, pixels, channels, scale } = shape;
  const chunks = chunksOf(shape);
  const of = (name: keyof typeof column): string => `rows[row + ${column[name]}u]`;
  return {
    name: 'variational bound',
    inputs: { prediction: 'f32', xt: 'f32', expected: 'f32', timesteps: 'f32', rows: 'f32' },
    outputs: { gradient: 'f32', partials: 'f32' },
    body: `${sumWorkgroupWgsl(workgroup)}
${termsWgsl}
@compute @workgroup_size(${workgroup})
fn main(@builtin(workgroup_id) group : vec3u, @builtin(local_invocation_index) local : u32) {
  let image = group.y;
  let row = ${rowFloats}u * u32(timesteps[image]);
  let decodes = ${of('decodes')} == 1.0;
  // The model's word v stands for the log variance least + (v + 1)/2 · range.
  let slope = 0.5 * ${of('range')};
  let share = ${scale / (batch * pixels * Math.LN2)} * slope;
  let rounds = ${hiddenBound('rows', perInvocation)};
  var sum = 0.0;
  for (var round = 0u; round < rounds; round++) {
    let p = (group.x * ${perInvocation}u + round) * ${workgroup}u + local;
    if (p >= ${pixels}u) { break; }
    let e = image * ${pixels}u + p;
    let answer = (e / ${channels}u) * ${2 * channels}u + e % ${channels}u;
    let difference = prediction[answer] - expected[e];
    let above = slope * (prediction[answer + ${channels}u] + 1.0);
    var term : vec2f;
    if (decodes) {
      let x0 = ${of('fromX')} * xt[e] + ${of('fromTarget')} * expected[e];
      term = decoder(x0, ${of('fromTarget')} * difference, ${of('least')} + above);
    } else {
      term = divergence(${of('precision')} * difference * difference, above);
    }
    sum += term.x;
    gradient[answer] = 0.0;
    gradient[answer + ${channels}u] = share * term.y;
  }
  let total = sumWorkgroup(sum, local);
  if (local == 0u) { partials[image * ${chunks}u + group.x] = total; }
}`,
    workgroups: [chunks, batch, 1],
  };
}

/** partials [batch, chunks] → bound [1]. */
export function boundSumProgram(shape: BoundShape): Program {
  const { batch, pixels, scale } = shape;
  return {
    name: 'variational bound sum',
    inputs: { partials: 'f32' },
    outputs: { bound: 'f32' },
    body: `${sumWorkgroupWgsl(workgroup)}
@compute @workgroup_size(${workgroup})
fn main(@builtin(local_invocation_index) local : u32) {
  var sum = 0.0;
  for (var k = local; k < ${batch * chunksOf(shape)}u; k += ${workgroup}u) { sum += partials[k]; }
  let total = sumWorkgroup(sum, local);
  if (local == 0u) { bound[0] = ${scale / (batch * pixels * Math.LN2)} * total; }
}`,
    workgroups: [1, 1, 1],
  };
}
