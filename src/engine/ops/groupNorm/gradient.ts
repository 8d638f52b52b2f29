// WGSL of the gradient of group normalisation (Wu & He 2018; the batch-norm derivation with a group as the batch).
import type { Program } from '../../gpu/runtime';
import { flat, gather, range, scatter } from '../wgsl';
import { label } from './program';
import { slabEntry, slabHeader, slabOf, slabWorkgroups, sumRows, type GroupNormShape } from './slab';

/**
 * x, dy, coefficients → dx, and for every image and channel the sums (Σ dz, Σ dz·x̂) over the pixels, where z is the
 * value before SiLU and x̂ = (x − mean)/σ. Maps `addend0`… as dx, after the coefficients, are added to it.
 */
export function inputGradientProgram(shape: GroupNormShape, addends = 0): Program {
  const added = range(addends).map((k) => `addend${k}`);
  const slab = slabOf(shape);
  const { vector, size, perGroup, lanes, rows } = slab;
  const { type } = vector;
  // With N numbers in a group: dx = (gain·dz − Σ gain·dz / N − x̂ · Σ gain·dz·x̂ / N) / σ.
  const throughSilu = shape.silu
    ? 'let z = hat * gain + offset; let s = 1.0 / (1.0 + exp(-z)); let dz = dy[i] * s * (1.0 + z * (1.0 - s));'
    : 'let dz = dy[i];';
  const coefficient = (k: number): string =>
    `${type}(${Array.from({ length: vector.width }, (_, j) => `c${j}[${k}]`).join(', ')})`;
  return {
    name: label(shape, 'gradient'),
    inputs: {
      x: type,
      dy: type,
      coefficients: 'vec4<f32>',
      ...Object.fromEntries(added.map((name) => [name, type])),
    },
    outputs: { dx: type, sums: 'vec2<f32>' },
    workgroups: slabWorkgroups(slab, shape),
    body: `
var<workgroup> plains : array<${type}, ${lanes * rows}>;
var<workgroup> hatteds : array<${type}, ${lanes * rows}>;
var<workgroup> channelPlain : array<f32, ${size}>;
var<workgroup> channelHatted : array<f32, ${size}>;
var<workgroup> groupPlain : array<f32, ${size}>;
var<workgroup> groupHatted : array<f32, ${size}>;

${slabEntry(slab)}${slabHeader(slab, shape)}
  let at = image * ${shape.channels}u + channel;
  ${Array.from({ length: vector.width }, (_, j) => `let c${j} = coefficients[at + ${j}u];`).join(' ')}
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
${sumRows(slab, {
  a: 'plain',
  b: 'hatted',
  use: `let local = lane * ${vector.width}u;
    ${scatter(vector, 'channelPlain', 'local', 'plain')}
    ${scatter(vector, 'channelHatted', 'local', 'hatted')}`,
})}
  for (var c = invocation; c < ${size}u; c += ${lanes * rows}u) {
    let slabStart = image * ${shape.channels}u + workgroup.x * ${size}u;
    sums[slabStart + c] = vec2(channelPlain[c], channelHatted[c]);
    let group = c - c % ${perGroup}u;
    var total = vec2f();
    for (var k = group; k < group + ${perGroup}u; k++) {
      total += coefficients[slabStart + k].z * vec2(channelPlain[k], channelHatted[k]);
    }
    groupPlain[c] = total.x / ${shape.pixels * perGroup}.0;
    groupHatted[c] = total.y / ${shape.pixels * perGroup}.0;
  }
  workgroupBarrier();
  let local = lane * ${vector.width}u;
  let meanPlain = ${gather(vector, 'groupPlain', 'local')};
  let meanHatted = ${gather(vector, 'groupHatted', 'local')};
  for (var i = start; i < end; i += step) {
    let hat = (x[i] - mean) * inverse;
    ${throughSilu}
    dx[i] = inverse * (gain * dz - meanPlain - hat * meanHatted)${added.map((name) => ` + ${name}[i]`).join('')};
  }
}`,
  };
}

/** sums(, gamma, beta, modulation) → dgamma, dbeta(, dmodulation); one invocation a channel, over the batch. */
export function parameterGradientProgram({ batch, channels, modulated }: GroupNormShape): Program {
  const { entry, workgroups, sizes } = flat(channels);
  return {
    name: `groupNorm parameter gradient${modulated ? ' modulated' : ''}`,
    inputs: modulated
      ? { sums: 'vec2<f32>', gamma: 'f32', beta: 'f32', modulation: 'f32' }
      : { sums: 'vec2<f32>' },
    outputs: { dgamma: 'f32', dbeta: 'f32', ...(modulated ? { dmodulation: 'f32' } : {}) },
    workgroups,
    sizes: { ...sizes, rows: batch * channels },
    body: `
${entry}
  var total = vec2f();
  for (var at = i; at < size.rows; at += size.entries) {
    let sum = sums[at];
    ${
      modulated
        ? `let scale = 2u * at - i;
    total += sum * (1.0 + modulation[scale]);
    dmodulation[scale] = gamma[i] * sum.y + beta[i] * sum.x;
    dmodulation[scale + size.entries] = sum.x;`
        : 'total += sum;'
    }
  }
  dgamma[i] = total.y;
  dbeta[i] = total.x;
}`,
  };
}
