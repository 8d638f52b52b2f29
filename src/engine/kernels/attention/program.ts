// WGSL of attention, forward: an invocation walks over the keys with a running softmax (Milakov & Gimelshein 2018), so
// that no n × n matrix is stored and no head is transposed.
import type { Program } from '../../gpu/runtime';
import { times } from '../vector';
import { hold, inner, layoutOf, ownership, type AttentionShape } from './layout';

/** qkv → y, and for every image, head and query the logarithm of the softmax's denominator. */
export function attentionProgram(shape: AttentionShape): Program {
  const { batch, length, channels, heads } = shape;
  const layout = layoutOf(shape);
  const { vector, perHead, slab, token, row, scale, tokens, tiles } = layout;
  const { type } = vector;
  // Keys are taken a few at a time: one rescaling of the running sums for all of them.
  const together = perHead <= 2 ? 2 : 1;
  const each = Array.from({ length: together }, (_, k) => k);
  const guarded = length % together !== 0;
  const key = (j: number): string => (guarded ? `min(key + ${j}u, ${length - 1}u)` : `(key + ${j}u)`);
  const score = (j: number): string => {
    const queries = { name: 'q', array: 'qkv', at: 'own' };
    const keys = { name: `k${j}_`, array: 'qkv', at: `k${j}` };
    const value = `p${j} * ${scale}`;
    return `let k${j} = rows + ${key(j)} * ${row}u + ${token}u;
    ${hold(layout, keys)}
    ${inner(layout, `p${j}`, queries, keys)}
    let s${j} = ${guarded ? `select(-1e30, ${value}, key + ${j}u < ${length}u)` : value};`;
  };
  return {
    name: `attention forward ${length}×${channels / heads}`,
    inputs: { qkv: type },
    outputs: { y: type, logSums: 'f32' },
    workgroups: [(tiles * perHead) / slab, heads, batch],
    body: `
@compute @workgroup_size(${tokens})
fn main(@builtin(workgroup_id) workgroup : vec3u, @builtin(local_invocation_index) invocation : u32) {
  ${ownership(shape, layout, 'workgroup.z')}
  ${hold(layout, { name: 'q', array: 'qkv', at: 'own' })}
  ${times(slab, (d) => `var sum${d} = ${type}();`)}
  var most = -1e30;
  var total = 0.0;
  for (var key = 0u; key < ${length}u; key += ${together}u) {
    ${times(together, score)}
    let top = ${each.reduce((a, j) => `max(${a}, s${j})`, 'most')};
    let shrink = exp(most - top);
    most = top;
    ${times(together, (j) => `let e${j} = exp(s${j} - top);`)}
    total = total * shrink + ${each.map((j) => `e${j}`).join(' + ')};
    ${times(slab, (d) => `sum${d} = sum${d} * shrink + ${each.map((j) => `e${j} * qkv[k${j} + slab + ${token + d}u]`).join(' + ')};`)}
  }
  if (token < ${length}u) {
    let to = results + mine * ${token}u + slab;
    ${times(slab, (d) => `y[to + ${d}u] = sum${d} / total;`)}
    if (slab == 0u) { logSums[sums + token] = most + log(total); }
  }
}`,
  };
}
