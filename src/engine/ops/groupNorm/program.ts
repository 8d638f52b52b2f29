// WGSL of group normalisation, forward: the slab is read once for the statistics and once to apply them.
import type { Program } from '../../gpu/runtime';
import { gather, scatter } from '../wgsl';
import {
  coefficientsOf,
  slabEntry,
  slabHeader,
  slabOf,
  slabWorkgroups,
  sumRows,
  type GroupNormShape,
} from './slab';

/** A program's name in the profile. */
export const label = (shape: GroupNormShape, what: string): string =>
  `groupNorm ${what}${shape.modulated ? ' modulated' : ''}${shape.silu ? ' silu' : ''}`;

/** x, gamma, beta(, modulation) → y, coefficients: see {@link coefficientsOf}. */
export function groupNormProgram(shape: GroupNormShape, epsilon: number): Program {
  const slab = slabOf(shape);
  const { vector, size, perGroup, lanes, rows } = slab;
  const { type } = vector;
  const modulate = shape.modulated
    ? `let scale = image * ${2 * shape.channels}u + slabChannel;
    let more = 1.0 + modulation[scale];
    coefficients[2u * at + 1u] = vec4(gain, offset, more, 0.0);
    gain *= more;
    offset = offset * more + modulation[scale + ${shape.channels}u];`
    : '';
  return {
    name: label(shape, 'forward'),
    inputs: {
      x: type,
      gamma: 'f32',
      beta: 'f32',
      ...(shape.modulated ? { modulation: 'f32' } : {}),
    },
    outputs: { y: type, coefficients: 'vec4<f32>' },
    workgroups: slabWorkgroups(slab, shape),
    body: `
var<workgroup> sums : array<${type}, ${lanes * rows}>;
var<workgroup> squares : array<${type}, ${lanes * rows}>;
var<workgroup> channelMean : array<f32, ${size}>;
var<workgroup> channelSpread : array<f32, ${size}>;
var<workgroup> means : array<f32, ${size}>;
var<workgroup> factors : array<f32, ${size}>;
var<workgroup> offsets : array<f32, ${size}>;

${slabEntry(slab)}${slabHeader(slab, shape)}
  // Sums of x − pivot, pivot a sample of the channel: no cancellation where the mean is large against σ.
  let pivot = x[first];
  var sum = ${type}();
  var square = ${type}();
  for (var i = start; i < end; i += step) {
    let d = x[i] - pivot;
    sum += d;
    square += d * d;
  }
${sumRows(slab, {
  a: 'sum',
  b: 'square',
  use: `let mean = sum / ${shape.pixels}.0;
    let spread = square - sum * mean;
    let average = pivot + mean;
    let local = lane * ${vector.width}u;
    ${scatter(vector, 'channelMean', 'local', 'average')}
    ${scatter(vector, 'channelSpread', 'local', 'spread')}`,
})}
  // A group's mean and variance from those of its channels (Chan, Golub & LeVeque 1979).
  for (var c = invocation; c < ${size}u; c += ${lanes * rows}u) {
    let group = c - c % ${perGroup}u;
    var mean = 0.0;
    for (var k = group; k < group + ${perGroup}u; k++) { mean += channelMean[k]; }
    mean /= ${perGroup}.0;
    var spread = 0.0;
    for (var k = group; k < group + ${perGroup}u; k++) {
      let d = channelMean[k] - mean;
      spread += channelSpread[k] + ${shape.pixels}.0 * d * d;
    }
    let inverse = 1.0 / sqrt(max(spread, 0.0) / ${shape.pixels * perGroup}.0 + ${epsilon});
    let slabChannel = workgroup.x * ${size}u + c;
    let at = image * ${shape.channels}u + slabChannel;
    var gain = gamma[slabChannel];
    var offset = beta[slabChannel];
    ${modulate}
    coefficients[${coefficientsOf(shape)}u * at] = vec4(mean, inverse, gain, offset);
    means[c] = mean;
    factors[c] = inverse * gain;
    offsets[c] = offset;
  }
  workgroupBarrier();
  let local = lane * ${vector.width}u;
  let mean = ${gather(vector, 'means', 'local')};
  let factor = ${gather(vector, 'factors', 'local')};
  let offset = ${gather(vector, 'offsets', 'local')};
  for (var i = start; i < end; i += step) {
    let z = (x[i] - mean) * factor + offset;
    y[i] = ${shape.silu ? 'z / (1.0 + exp(-z))' : 'z'};
  }
}`,
  };
}
