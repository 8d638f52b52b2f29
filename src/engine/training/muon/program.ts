// WGSL of Muon: a workgroup a kernel, from the gradient to the moved weights. All in one dispatch, so that it costs no
// more of them however many kernels a model has.
import { controlWgsl } from '../../gpu/control';
import type { Program } from '../../gpu/runtime';
import { sumWorkgroupWgsl } from '../../ops/wgsl';
import { muon } from './matrices';

const lanes = 64;
/** place, stride of the smaller side, stride of the larger side, smaller side, larger side, scratch, factor, unused. */
export const kernelWords = 8;

/**
 * gradients, norm, control, kernels → weights, momentum, and scratch: {@link kernelWords} words for each of `count`
 * matrices. X lies in scratch with the smaller side contiguous, padded with zeroes to n4 vectors of four.
 */
export const muonProgram = (count: number): Program => ({
  name: 'muon',
  inputs: { gradients: 'f32', norm: 'f32', control: 'u32', kernels: 'u32' },
  outputs: { weights: 'f32', momentum: 'f32', scratch: 'vec4<f32>' },
  body: `${controlWgsl}
${sumWorkgroupWgsl(lanes)}
// The square, 4·n4 wide, of rows rows with themselves: XᵀX in tiles of 4×4.
fn square(source : u32, rows : u32, n4 : u32, goal : u32, local : u32) {
  for (var tile = local; tile < n4 * n4; tile += ${lanes}u) {
    let r = tile / n4;
    let c = tile % n4;
    var sums = array<vec4f, 4>();
    for (var j = 0u; j < rows; j++) {
      let left = scratch[source + j * n4 + r];
      let right = scratch[source + j * n4 + c];
      sums[0] += left.x * right;
      sums[1] += left.y * right;
      sums[2] += left.z * right;
      sums[3] += left.w * right;
    }
    for (var q = 0u; q < 4u; q++) { scratch[goal + (4u * r + q) * n4 + c] = sums[q]; }
  }
}
@compute @workgroup_size(${lanes})
fn main(@builtin(workgroup_id) group : vec3u, @builtin(local_invocation_index) local : u32) {
  if (control_applies() == 0u || norm[2] == 0.0) { return; }
  let word = ${kernelWords}u * group.x;
  let place = kernels[word];
  let near = kernels[word + 1u];
  let far = kernels[word + 2u];
  let smaller = kernels[word + 3u];
  let larger = kernels[word + 4u];
  let first = kernels[word + 5u];
  let factor = bitcast<f32>(kernels[word + 6u]);
  let n4 = (smaller + 3u) / 4u;
  let entries = larger * n4;
  var x = first;
  var other = first + entries;
  let gram = other + entries;
  let polynomial = gram + 4u * n4 * n4;
  var sum = 0.0;
  for (var e = local; e < entries; e += ${lanes}u) {
    var update = vec4f();
    for (var q = 0u; q < 4u; q++) {
      let i = 4u * (e % n4) + q;
      if (i >= smaller) { break; }
      let at = place + i * near + e / n4 * far;
      let g = norm[1] * gradients[at];
      let m = momentum[at] + ${1 - muon.momentum} * (g - momentum[at]);
      momentum[at] = m;
      update[q] = g + ${muon.momentum} * (m - g);
    }
    scratch[x + e] = update;
    sum += dot(update, update);
  }
  let scale = 1.0 / max(sqrt(sumWorkgroup(sum, local)), ${muon.epsilon});
  for (var e = local; e < entries; e += ${lanes}u) { scratch[x + e] *= scale; }
  storageBarrier();
  for (var round = 0u; round < ${muon.rounds}u; round++) {
    square(x, larger, n4, gram, local);
    storageBarrier();
    square(gram, 4u * n4, n4, polynomial, local);
    storageBarrier();
    for (var e = local; e < 4u * n4 * n4; e += ${lanes}u) {
      scratch[polynomial + e] = ${muon.b} * scratch[gram + e] + ${muon.c} * scratch[polynomial + e];
    }
    storageBarrier();
    for (var e = local; e < entries; e += ${lanes}u) {
      let row = x + e / n4 * n4;
      let i = polynomial + e % n4;
      var next = ${muon.a} * scratch[x + e];
      for (var k = 0u; k < n4; k++) {
        let left = scratch[row + k];
        let right = i + 4u * k * n4;
        next += left.x * scratch[right] + left.y * scratch[right + n4] + left.z * scratch[right + 2u * n4]
          + left.w * scratch[right + 3u * n4];
      }
      scratch[other + e] = next;
    }
    storageBarrier();
    let past = x;
    x = other;
    other = past;
  }
  let step = control_muonStepSize() * factor;
  for (var e = local; e < entries; e += ${lanes}u) {
    for (var q = 0u; q < 4u; q++) {
      let i = 4u * (e % n4) + q;
      if (i >= smaller) { break; }
      weights[place + i * near + e / n4 * far] -= step * scratch[x + e][q];
    }
  }
}`,
  workgroups: [count, 1, 1],
});
