// WGSL of group normalisation, forward: the slab is read once for the statistics and once to apply them.
import type { Program } from '../../gpu/runtime';
import { gather, scatter } from '../wgsl';
import {
  channelArrays,
  coefficientsOf,
  eachChannel,
  rowArrays,
  slabEntry,
  slabOf,
  slabSizes,
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
  const { vector } = slab;
  const { type } = vector;
  const modulate = shape.modulated
    ? `let scale = 2u * image * size.channels + slabChannel;
    let more = 1.0 + modulation[scale];
    coefficients[2u * at + 1u] = vec4(gain, offset, more, 0.0);
    gain *= more;
    offset = offset * more + modulation[scale + size.channels];`
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
    sizes: slabSizes(slab, shape),
    workgroups: slabWorkgroups(slab, shape),
    body: `
${rowArrays(slab, ['sum', 'square'])}
${channelArrays(slab, ['channelMean', 'channelSpread', 'means', 'factors', 'offsets'])}
${slabEntry(slab)}
  // Sums of x − pivot, pivot a sample of the channel: no cancellation where the mean is large against σ.
  let pivot = x[first];
  var sum = ${type}();
  var square = ${type}();
  for (var i = start; i < end; i += step) {
    let d = x[i] - pivot;
    sum += d;
    square += d * d;
  }
${sumRows({
  a: 'sum',
  b: 'square',
  use: `let mean = sum / f32(size.pixels);
    let spread = square - sum * mean;
    let average = pivot + mean;
    ${scatter(vector, 'channelMean', 'local', 'average')}
    ${scatter(vector, 'channelSpread', 'local', 'spread')}`,
})}
  // A group's mean and variance from those of its channels (Chan, Golub & LeVeque 1979).
${eachChannel(`
    var mean = 0.0;
    for (var k = group; k < groupEnd; k++) { mean += channelMean[k]; }
    mean /= f32(size.perGroup);
    var spread = 0.0;
    for (var k = group; k < groupEnd; k++) {
      let d = channelMean[k] - mean;
      spread += channelSpread[k] + f32(size.pixels) * d * d;
    }
    let inverse = 1.0 / sqrt(max(spread, 0.0) / f32(size.pixels * size.perGroup) + ${epsilon});
    var gain = gamma[slabChannel];
    var offset = beta[slabChannel];
    ${modulate}
    coefficients[${coefficientsOf(shape)}u * at] = vec4(mean, inverse, gain, offset);
    means[c] = mean;
    factors[c] = inverse * gain;
    offsets[c] = offset;`)}
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
