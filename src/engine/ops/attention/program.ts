// WGSL of attention, forward: an invocation walks over the keys with a running softmax (Milakov & Gimelshein 2018), so
// that no n × n matrix is stored and no head is transposed.
import type { Program } from '../../gpu/runtime';
import { lines, range } from '../wgsl';
import { hold, inner, layoutOf, ownership, part, type AttentionShape, type HeadVectors } from './layout';

/** qkv → y, and for every image, head and query the logarithm of the softmax's denominator. */
export function attentionProgram(shape: AttentionShape): Program {
  const { batch, length, channels, heads } = shape;
  const layout = layoutOf(shape);
  const { vector, perHead, slab, token, row, scale, owned, invocations, tiles } = layout;
  const { type } = vector;
  // Keys are taken two at a time: one rescaling of the running sums for both.
  const together = perHead <= 2 ? 2 : 1;
  const each = Array.from({ length: together }, (_, j) => j);
  const guarded = length % together !== 0;
  const query = (b: number): HeadVectors => ({ name: `q${b}_`, array: 'qkv', at: `own${b}` });
  const key = (j: number): HeadVectors => ({ name: `k${j}_`, array: 'qkv', at: `key${j}` });
  const value = (j: number): HeadVectors => ({ name: `v${j}_`, array: 'qkv', at: `value${j}` });
  const read = (j: number): string => `
    let key${j} = rows + ${guarded ? `min(i + ${j}u, ${length - 1}u)` : `(i + ${j}u)`} * ${row}u + ${token}u;
    let value${j} = key${j} + ${token}u;
    ${hold(layout, key(j))}
    ${hold(layout, value(j))}`;
  const score = (b: number, j: number): string => `
      ${inner(layout, `product${j}`, query(b), key(j))}
      let s${j} = ${guarded ? `select(-1e30, product${j} * ${scale}, i + ${j}u < ${length}u)` : `product${j} * ${scale}`};`;
  const attend = (b: number): string => `{
      ${lines(range(together), (j) => score(b, j))}
      let top = ${each.reduce((a, j) => `max(${a}, s${j})`, `most${b}`)};
      let shrink = exp(most${b} - top);
      most${b} = top;
      ${lines(range(together), (j) => `let p${j} = exp(s${j} - top);`)}
      total${b} = total${b} * shrink + ${each.map((j) => `p${j}`).join(' + ')};
      ${lines(range(slab), (d) => `sum${b}_${d} = sum${b}_${d} * shrink + ${each.map((j) => `p${j} * ${part(layout, value(j), d)}`).join(' + ')};`)}
    }`;
  return {
    name: `attention forward ${length}×${channels / heads}`,
    inputs: { qkv: type },
    outputs: { y: type, logSums: 'f32' },
    workgroups: [(tiles * perHead) / slab, heads, batch],
    body: `
@compute @workgroup_size(${invocations})
fn main(@builtin(workgroup_id) workgroup : vec3u, @builtin(local_invocation_index) invocation : u32) {
  ${ownership(shape, layout, 'workgroup.z')}
  ${lines(
    range(owned),
    (b) => `${hold(layout, query(b))}
  var most${b} = -1e30;
  var total${b} = 0.0;
  ${lines(range(slab), (d) => `var sum${b}_${d} = ${type}();`)}`,
  )}
  for (var i = 0u; i < ${length}u; i += ${together}u) {
    ${lines(range(together), read)}
    ${lines(range(owned), attend)}
  }
  ${lines(
    range(owned),
    (b) => `if (token${b} < ${length}u) {
    let to = results + token${b} * ${token}u + slab;
    ${lines(range(slab), (d) => `y[to + ${d}u] = sum${b}_${d} / total${b};`)}
    if (slab == 0u) { logSums[sums + token${b}] = most${b} + log(total${b}); }
  }`,
  )}
}`,
  };
}
