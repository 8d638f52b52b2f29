// WGSL of the gradient of attention (Dao et al. 2022, section 3.1): probabilities are recomputed from the saved
// logarithms of the softmax's denominators. Half of the workgroups own queries, half own keys with their values.
import type { Program } from '../../gpu/runtime';
import { lines, range } from '../wgsl';
import { hold, inner, layoutOf, ownership, part, type AttentionShape, type HeadVectors } from './layout';

const vectors = (name: string, array: string, at: string): HeadVectors => ({ name, array, at });

/** qkv, y, logSums, dy → dqkv. */
export function attentionGradientProgram(shape: AttentionShape): Program {
  const { batch, length, channels, heads } = shape;
  const layout = layoutOf(shape);
  const { vector, perHead, slab, token, row, scale, owned, invocations, tiles } = layout;
  const { type } = vector;
  // The invocation's own query (q, g = dy) or key (k, v) number b, and the other side's of the loop.
  const q = (b: number | ''): HeadVectors => vectors(`q${b}_`, 'qkv', b === '' ? 'query' : `own${b}`);
  const g = (b: number | ''): HeadVectors => vectors(`g${b}_`, 'dy', `result${b}`);
  const k = (b: number | ''): HeadVectors => vectors(`k${b}_`, 'qkv', `key${b}`);
  const v = (b: number | ''): HeadVectors => vectors(`v${b}_`, 'qkv', `value${b}`);
  const [y, dy] = [vectors('o', 'y', 'at'), vectors('g', 'dy', 'at')];
  // p = exp(s − logSum), ds = p·(dy·v − Σ dy·y), s the scaled score; `b` of what belongs to the query.
  const probability = (ofQuery: number | '', ofKey: number | ''): string => `
      ${inner(layout, 'product', q(ofQuery), k(ofKey))}
      ${inner(layout, 'dp', g(ofQuery), v(ofKey))}
      let p = exp(${scale} * product - logSum${ofQuery});
      let ds = ${scale} * p * (dp - subtract${ofQuery});`;
  const ownQuery = (b: number): string => `
    let result${b} = results + mine${b} * ${token}u;
    ${hold(layout, q(b))}
    ${hold(layout, g(b))}
    let subtract${b} = delta(result${b});
    let logSum${b} = logSums[sums + mine${b}];
    ${lines(range(slab), (d) => `var dq${b}_${d} = ${type}();`)}`;
  const ownKey = (b: number): string => `
    let key${b} = own${b} + ${token}u;
    let value${b} = key${b} + ${token}u;
    ${hold(layout, k(b))}
    ${hold(layout, v(b))}
    ${lines(range(slab), (d) => `var dk${b}_${d} = ${type}(); var dv${b}_${d} = ${type}();`)}`;
  return {
    name: `attention gradient ${length}×${channels / heads}`,
    inputs: { qkv: type, y: type, logSums: 'f32', dy: type },
    outputs: { dqkv: type },
    workgroups: [(tiles * perHead) / slab, heads, batch * 2],
    body: `
// Σ dy·y of every query: what the softmax's gradient subtracts.
var<workgroup> deltas : array<f32, ${length}>;

fn delta(at : u32) -> f32 {
  ${hold(layout, dy)}
  ${hold(layout, y)}
  ${inner(layout, 'product', dy, y)}
  return product;
}

@compute @workgroup_size(${invocations})
fn main(@builtin(workgroup_id) workgroup : vec3u, @builtin(local_invocation_index) invocation : u32) {
  ${ownership(shape, layout, 'workgroup.z / 2u')}
  if (workgroup.z % 2u == 0u) {
    ${lines(range(owned), ownQuery)}
    for (var i = 0u; i < ${length}u; i++) {
      let key = rows + i * ${row}u + ${token}u;
      let value = key + ${token}u;
      ${hold(layout, k(''))}
      ${hold(layout, v(''))}
      ${lines(
        range(owned),
        (b) => `{ ${probability(b, '')}
      ${lines(range(slab), (d) => `dq${b}_${d} += ds * ${part(layout, k(''), d)};`)} }`,
      )}
    }
    ${lines(
      range(owned),
      (b) =>
        `if (token${b} < ${length}u) { ${lines(range(slab), (d) => `dqkv[own${b} + slab + ${d}u] = dq${b}_${d};`)} }`,
    )}
  } else {
    for (var i = invocation; i < ${length}u; i += ${invocations}u) { deltas[i] = delta(results + i * ${token}u); }
    workgroupBarrier();
    ${lines(range(owned), ownKey)}
    for (var i = 0u; i < ${length}u; i++) {
      let query = rows + i * ${row}u;
      let result = results + i * ${token}u;
      let subtract = deltas[i];
      let logSum = logSums[sums + i];
      ${hold(layout, q(''))}
      ${hold(layout, g(''))}
      ${lines(
        range(owned),
        (b) => `{ ${probability('', b)}
      ${lines(range(slab), (d) => `dk${b}_${d} += ds * ${part(layout, q(''), d)}; dv${b}_${d} += p * ${part(layout, g(''), d)};`)} }`,
      )}
    }
    ${lines(
      range(owned),
      (b) => `if (token${b} < ${length}u) {
      ${lines(range(slab), (d) => `dqkv[key${b} + slab + ${d}u] = dk${b}_${d}; dqkv[value${b} + slab + ${d}u] = dv${b}_${d};`)}
    }`,
    )}
  }
}`,
  };
}
