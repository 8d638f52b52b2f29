// WGSL of the perfect denoiser: the two matrix products of an attention over a whole set of pictures. Pictures are bytes,
// four to a word, a row of words each.
import type { Program } from '../gpu/runtime';
import { lines, range } from '../ops/wgsl';

/** Noised pictures that an invocation serves: what it reads of the set serves all of them. */
export const together = 8;

const invocations = 64;

/** Words after which a sum is put to the others: long sums of float32 lose digits. */
const stretch = 16;

interface Size {
  /** Pictures of the set in the buffer. */
  readonly pictures: number;
  readonly words: number;
  /** Noised pictures, a multiple of {@link together}. */
  readonly noised: number;
}

const one = 'unpack4x8unorm(bytes[picture * size.words + word]) * 2.0 - 1.0';

/**
 * bytes [pictures, words], x [noised, words] → squares [noised, pictures] = ‖x − signal·x₀‖². The difference itself, not the
 * expanded square: next to the picture that x comes from, that would lose all digits.
 */
export function squaresProgram({ pictures, words, noised }: Size): Program {
  const each = range(together);
  return {
    name: 'denoiser squares',
    inputs: { bytes: 'u32', x: 'vec4<f32>', level: 'f32' },
    outputs: { squares: 'f32' },
    sizes: { pictures, words },
    workgroups: [Math.ceil(pictures / invocations), noised / together, 1],
    body: `@compute @workgroup_size(${invocations})
fn main(@builtin(global_invocation_id) id : vec3u) {
  let picture = id.x;
  if (picture >= size.pictures) { return; }
  let first = id.y * ${together}u;
  let signal = level[0];
${lines(each, (k) => `  var total${k} = 0.0;`)}
  for (var start = 0u; start < size.words; start += ${stretch}u) {
${lines(each, (k) => `    var sum${k} = vec4f(0.0);`)}
    for (var word = start; word < min(start + ${stretch}u, size.words); word++) {
      let clean = signal * (${one});
${lines(each, (k) => `      let d${k} = x[(first + ${k}u) * size.words + word] - clean; sum${k} += d${k} * d${k};`)}
    }
${lines(each, (k) => `    total${k} += dot(sum${k}, vec4f(1.0));`)}
  }
${lines(each, (k) => `  squares[(first + ${k}u) * size.pictures + picture] = total${k};`)}
}`,
  };
}

/** Slices of the set, each summed by itself: one sum over all would keep a GPU waiting. */
export const slices = 16;

/**
 * bytes [pictures, words], weights [noised, pictures] → sums [slices, noised, words] += Σ weight·x₀ over the pictures of a
 * slice.
 */
export function sumsProgram({ pictures, words, noised }: Size): Program {
  const each = range(together);
  return {
    name: 'denoiser sums',
    inputs: { bytes: 'u32', weights: 'f32' },
    outputs: { sums: 'vec4<f32>' },
    sizes: { pictures, words, noised },
    workgroups: [Math.ceil(words / invocations), noised / together, slices],
    body: `@compute @workgroup_size(${invocations})
fn main(@builtin(global_invocation_id) id : vec3u) {
  let word = id.x;
  if (word >= size.words) { return; }
  let first = id.y * ${together}u;
${lines(each, (k) => `  var sum${k} = vec4f(0.0);`)}
  for (var picture = id.z; picture < size.pictures; picture += ${slices}u) {
    let clean = ${one};
${lines(each, (k) => `    sum${k} += weights[(first + ${k}u) * size.pictures + picture] * clean;`)}
  }
  let at = (id.z * size.noised + first) * size.words + word;
${lines(each, (k) => `  sums[at + ${k}u * size.words] += sum${k};`)}
}`,
  };
}
