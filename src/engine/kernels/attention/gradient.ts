// WGSL of the gradient of attention (Dao et al. 2022, section 3.1): probabilities are recomputed from the saved
// logarithms of the softmax's denominators. Half of the workgroups own queries, half own keys with their values.
import type { Program } from '../../gpu/runtime';
import { times } from '../vector';
import { hold, inner, layoutOf, ownership, type AttentionShape, type HeadVectors } from './layout';

const at = (name: string, array: string, place: string): HeadVectors => ({ name, array, at: place });

/** qkv, y, logSums, dy → dqkv. */
export function attentionGradientProgram(shape: AttentionShape): Program {
  const { batch, length, channels, heads } = shape;
  const layout = layoutOf(shape);
  const { vector, perHead, slab, token, row, scale, tokens, tiles } = layout;
  const { type } = vector;
  const g = at('g', 'dy', 'result');
  const o = at('o', 'y', 'result');
  const q = at('q', 'qkv', 'query');
  const k = at('k', 'qkv', 'key');
  const v = at('v', 'qkv', 'value');
  // p = exp(s − logSum), ds = p·(dy·v − Σ dy·y), s the scaled score.
  const probability = `${inner(layout, 'score', q, k)}
      ${inner(layout, 'dp', g, v)}
      let p = exp(${scale} * score - logSum);
      let ds = ${scale} * p * (dp - subtract);`;
  return {
    name: `attention gradient ${length}×${channels / heads}`,
    inputs: { qkv: type, y: type, logSums: 'f32', dy: type },
    outputs: { dqkv: type },
    workgroups: [(tiles * perHead) / slab, heads, batch * 2],
    body: `
// Σ dy·y of every query: what the softmax's gradient subtracts.
var<workgroup> deltas : array<f32, ${length}>;

fn delta(result : u32) -> f32 {
  ${hold(layout, g)}
  ${hold(layout, o)}
  ${inner(layout, 'value', g, o)}
  return value;
}

@compute @workgroup_size(${tokens})
fn main(@builtin(workgroup_id) workgroup : vec3u, @builtin(local_invocation_index) invocation : u32) {
  ${ownership(shape, layout, 'workgroup.z / 2u')}
  if (workgroup.z % 2u == 0u) {
    let query = own;
    let result = results + mine * ${token}u;
    ${hold(layout, q)}
    ${hold(layout, g)}
    ${times(slab, (d) => `var dq${d} = ${type}();`)}
    let subtract = delta(result);
    let logSum = logSums[sums + mine];
    for (var i = 0u; i < ${length}u; i++) {
      let key = rows + i * ${row}u + ${token}u;
      let value = key + ${token}u;
      ${hold(layout, k)}
      ${hold(layout, v)}
      ${probability}
      ${times(slab, (d) => `dq${d} += ds * qkv[key + slab + ${d}u];`)}
    }
    if (token < ${length}u) { ${times(slab, (d) => `dqkv[own + slab + ${d}u] = dq${d};`)} }
  } else {
    for (var i = invocation; i < ${length}u; i += ${tokens}u) { deltas[i] = delta(results + i * ${token}u); }
    workgroupBarrier();
    let key = own + ${token}u;
    let value = key + ${token}u;
    ${hold(layout, k)}
    ${hold(layout, v)}
    ${times(slab, (d) => `var dk${d} = ${type}(); var dv${d} = ${type}();`)}
    for (var i = 0u; i < ${length}u; i++) {
      let query = rows + i * ${row}u;
      let result = results + i * ${token}u;
      let subtract = deltas[i];
      let logSum = logSums[sums + i];
      ${hold(layout, q)}
      ${hold(layout, g)}
      ${probability}
      ${times(slab, (d) => `dk${d} += ds * qkv[query + slab + ${d}u]; dv${d} += p * dy[result + slab + ${d}u];`)}
    }
    if (token < ${length}u) {
      ${times(slab, (d) => `dqkv[key + slab + ${d}u] = dk${d}; dqkv[value + slab + ${d}u] = dv${d};`)}
    }
  }
}`,
  };
}
