// WGSL of the optimiser: the gradient's norm in two stages, then Adam, clipping and the moving average in one pass.
import { controlWgsl } from '../../gpu/control';
import type { Program } from '../../gpu/runtime';
import { flat, sumWorkgroupWgsl } from '../../ops/wgsl';
import { ownedFloats } from '../muon/op';

const normWorkgroup = 64;
/** Few: on software drivers each invocation that meets a barrier costs; 8,192 keep a GPU's memory busy. */
const mostPartials = 128;

/** Partial sums of the norm over `length` floats. */
export const partialsOf = (length: number): number =>
  Math.min(mostPartials, Math.ceil(length / 4 / normWorkgroup));

/** gradients, control → accumulator: the mean over the micro-steps, summed up as they come. @param length floats */
export function accumulateProgram(length: number): Program {
  const { entry, ...grid } = flat(length / 4);
  return {
    name: 'adam accumulate',
    inputs: { gradients: 'vec4<f32>', control: 'u32' },
    outputs: { accumulator: 'vec4<f32>' },
    body: `${controlWgsl}
${entry}
  let share = control_microStepShare() * gradients[i];
  if (control_microStep() == 0u) { accumulator[i] = share; } else { accumulator[i] += share; }
}`,
    ...grid,
  };
}

/** gradients → partial sums of their squares. @param length floats */
export function normProgram(length: number): Program {
  const partials = partialsOf(length);
  const chunk = Math.ceil(length / 4 / partials);
  return {
    name: 'adam norm',
    inputs: { gradients: 'vec4<f32>' },
    outputs: { partials: 'f32' },
    body: `${sumWorkgroupWgsl(normWorkgroup)}
@compute @workgroup_size(${normWorkgroup})
fn main(@builtin(workgroup_id) group : vec3u, @builtin(local_invocation_index) local : u32) {
  var sum = 0.0;
  let end = min(${length / 4}u, (group.x + 1u) * ${chunk}u);
  for (var i = group.x * ${chunk}u + local; i < end; i += ${normWorkgroup}u) {
    sum += dot(gradients[i], gradients[i]);
  }
  let total = sumWorkgroup(sum, local);
  if (local == 0u) { partials[group.x] = total; }
}`,
    workgroups: [partials, 1, 1],
  };
}

/**
 * partials, control → norm [3]: the norm, what clipping multiplies by, and 1 where the norm is finite, else 0.
 * Partials come in as bits: compilers may take for granted that a float is neither infinite nor NaN.
 */
export function normSumProgram(length: number): Program {
  return {
    name: 'adam norm sum',
    inputs: { partials: 'u32', control: 'u32' },
    outputs: { norm: 'f32' },
    // The clipping of torch.nn.utils.clip_grad_norm_.
    body: `${controlWgsl}
${sumWorkgroupWgsl(normWorkgroup)}
@compute @workgroup_size(${normWorkgroup})
fn main(@builtin(local_invocation_index) local : u32) {
  var sum = 0.0;
  var infinite = 0.0;
  for (var i = local; i < ${partialsOf(length)}u; i += ${normWorkgroup}u) {
    if ((partials[i] & 0x7f800000u) == 0x7f800000u) { infinite = 1.0; } else { sum += bitcast<f32>(partials[i]); }
  }
  let total = sumWorkgroup(sum, local);
  let finite = sumWorkgroup(infinite, local) == 0.0 && total <= 3e38;
  if (local != 0u) { return; }
  let size = sqrt(total);
  let limit = control_gradientClip();
  norm[0] = size;
  norm[1] = select(1.0, min(1.0, limit / (size + 1e-6)), limit > 0.0);
  norm[2] = select(0.0, 1.0, finite);
}`,
    workgroups: [1, 1, 1],
  };
}

const average = (value: string): string =>
  `average[i] = control_emaDecay() * average[i] + control_emaComplement() * ${value};`;

/**
 * gradients, norm, control → values, first and second moments (and average) in place.
 * torch.optim.Adam and AdamW: decay first, ε outside the root. Nothing changes where the norm is not finite.
 * Of what Muon owns, and has already moved, only the average follows; `owned` is {@link Muon.owned}.
 */
export function adamProgram(
  length: number,
  { averaged, owned }: { averaged: boolean; owned: boolean },
): Program {
  const { entry, ...grid } = flat(length / 4);
  return {
    name: averaged ? 'adam average' : 'adam',
    inputs: {
      gradients: 'vec4<f32>',
      norm: 'f32',
      control: 'u32',
      ...(owned ? { owned: 'u32' } : {}),
    },
    outputs: {
      values: 'vec4<f32>',
      firstMoments: 'vec4<f32>',
      secondMoments: 'vec4<f32>',
      ...(averaged ? { average: 'vec4<f32>' } : {}),
    },
    body: `${controlWgsl}
${entry}
  if (control_applies() == 0u || norm[2] == 0.0) { return; }
  ${owned ? `if (owned[i / ${ownedFloats / 4}u] == 1u) { ${averaged ? average('values[i]') : ''} return; }` : ''}
  let g = norm[1] * gradients[i];
  let m = firstMoments[i] + control_beta1Complement() * (g - firstMoments[i]);
  let v = control_beta2() * secondMoments[i] + control_beta2Complement() * g * g;
  let value = control_decayFactor() * values[i]
    - control_stepSize() * m / (sqrt(v) / control_secondMomentScale() + control_epsilon());
  firstMoments[i] = m;
  secondMoments[i] = v;
  values[i] = value;
  ${averaged ? average('value') : ''}
}`,
    ...grid,
  };
}
