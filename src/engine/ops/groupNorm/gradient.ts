// WGSL of the gradient of group normalisation (Wu & He 2018; the batch-norm derivation with a group as the batch).
import type { Program } from '../../gpu/runtime';
import { gather, lines, range, scatter } from '../wgsl';
import { label } from './program';
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

/**
 * Maps that are added to dx: one that a residual block keeps for later comes back three times, from there, past the block
 * and from its norm. With modulation there is one buffer less among the eight that every device has.
 */
export const mostAddends = ({ modulated }: GroupNormShape): number => (modulated ? 1 : 2);

/**
 * x, dy, coefficients, then {@link mostAddends} maps, of which the first `addends` are added to dx → dx, and for every
 * image and channel its share of the gradients of gamma and beta (and the gradient of the modulation). One program
 * whatever is added: this one takes long to compile.
 */
export function groupNormGradientProgram(shape: GroupNormShape, addends: number): Program {
  const names = range(mostAddends(shape)).map((k) => `addend${k}`);
  const slab = slabOf(shape);
  const { vector } = slab;
  const stride = coefficientsOf(shape);
  const { type } = vector;
  // With N numbers in a group: dx = (gain·dz − Σ gain·dz / N − x̂ · Σ gain·dz·x̂ / N) / σ.
  const throughSilu = shape.silu
    ? 'let z = hat * gain + offset; let s = 1.0 / (1.0 + exp(-z)); let dz = dy[i] * s * (1.0 + z * (1.0 - s));'
    : 'let dz = dy[i];';
  const coefficient = (k: number): string =>
    `${type}(${Array.from({ length: vector.width }, (_, j) => `c${j}[${k}]`).join(', ')})`;
  // z is the value before SiLU, x̂ = (x − mean)/σ: plain sums are of dz, hatted ones of dz·x̂.
  const parameters = shape.modulated
    ? `let own = coefficients[2u * at + 1u];
    dgamma[at] = own.z * channelHatted[c];
    dbeta[at] = own.z * channelPlain[c];
    let scale = 2u * image * size.channels + slabChannel;
    dmodulation[scale] = own.x * channelHatted[c] + own.y * channelPlain[c];
    dmodulation[scale + size.channels] = channelPlain[c];`
    : `dgamma[at] = channelHatted[c];
    dbeta[at] = channelPlain[c];`;
  return {
    name: label(shape, 'gradient'),
    inputs: {
      x: type,
      dy: type,
      coefficients: 'vec4<f32>',
      ...Object.fromEntries(names.map((name) => [name, type])),
    },
    outputs: {
      dx: type,
      dgamma: 'f32',
      dbeta: 'f32',
      ...(shape.modulated ? { dmodulation: 'f32' } : {}),
    },
    sizes: { ...slabSizes(slab, shape), addends },
    workgroups: slabWorkgroups(slab, shape),
    body: `
${rowArrays(slab, ['plain', 'hatted'])}
${channelArrays(slab, ['channelPlain', 'channelHatted', 'groupPlain', 'groupHatted'])}
${slabEntry(slab)}
  let own = image * size.channels + channel;
  ${Array.from({ length: vector.width }, (_, j) => `let c${j} = coefficients[${stride}u * (own + ${j}u)];`).join(' ')}
  let mean = ${coefficient(0)};
  let inverse = ${coefficient(1)};
  let gain = ${coefficient(2)};
  ${shape.silu ? `let offset = ${coefficient(3)};` : ''}
  var plain = ${type}();
  var hatted = ${type}();
  for (var i = start; i < end; i += step) {
    let hat = (x[i] - mean) * inverse;
    ${throughSilu}
    plain += dz;
    hatted += dz * hat;
  }
${sumRows({
  a: 'plain',
  b: 'hatted',
  use: `${scatter(vector, 'channelPlain', 'local', 'plain')}
    ${scatter(vector, 'channelHatted', 'local', 'hatted')}`,
})}
${eachChannel(`
    ${parameters}
    var total = vec2f();
    for (var k = group; k < groupEnd; k++) {
      total += coefficients[${stride}u * (at - c + k)].z * vec2(channelPlain[k], channelHatted[k]);
    }
    total /= f32(size.pixels * size.perGroup);
    groupPlain[c] = total.x;
    groupHatted[c] = total.y;`)}
  let meanPlain = ${gather(vector, 'groupPlain', 'local')};
  let meanHatted = ${gather(vector, 'groupHatted', 'local')};
  for (var i = start; i < end; i += step) {
    let hat = (x[i] - mean) * inverse;
    ${throughSilu}
    var value = inverse * (gain * dz - meanPlain - hat * meanHatted);
    ${lines(names, (name, k) => `if (size.addends > ${k}u) { value += ${name}[i]; }`)}
    dx[i] = value;
  }
}`,
  };
}
