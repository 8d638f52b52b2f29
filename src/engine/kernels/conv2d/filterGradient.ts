// WGSL of the convolution's gradient with respect to its filter, in partial sums over slices of the rows, and of the
// sums over pixels that give the gradients of the bias and of channelAdd.
import type { Program } from '../../gpu/runtime';
import { shapeKey, type ConvolutionShape } from './shape';
import type { FilterTiling } from './tiling';
import { lines, range, vec4Load } from './wgsl';

/** Which map is also summed over its pixels: dy, or x where the convolution stands for a transposed one. */
export type Summed = 'dy' | 'x' | null;

/** Inputs x, dy; outputs partial [slices, k, k, in, out], then `sums` [batch, channels of the summed map]. */
export function filterGradientProgram(s: ConvolutionShape, summed: Summed, tiling: FilterTiling): Program {
  const { lanes, slices } = tiling;
  const rows = s.batch * s.outHeight;
  const rowsPerSlice = Math.ceil(rows / slices);
  const wholeIn = s.inChannels % 4 === 0;
  const vs = range(tiling.inChannels / 4);
  const os = range(tiling.outChannels);
  const inTiles = Math.ceil(s.inChannels / tiling.inChannels);
  const side = s.upsample ? 2 : 1;
  const groups = Math.ceil(s.outChannels / (lanes * os.length));
  const layer = s.kernel ** 2 * inTiles;
  const summing = summed ? summingBranch(s, summed, { layer, groups, slices, lanes }) : '';
  const channel = (o: number): string => `min(out + ${o * lanes}u, ${s.outChannels - 1}u)`;
  const body = `
@compute @workgroup_size(${lanes}) fn main(
  @builtin(workgroup_id) group : vec3u, @builtin(local_invocation_index) lane : u32
) {
  let out = group.x * ${lanes * os.length}u + lane;
  ${summing}
  let ky = i32(group.y / ${s.kernel * inTiles}u);
  let kx = i32(group.y / ${inTiles}u % ${s.kernel}u);
  let vector = group.y % ${inTiles}u * ${vs.length}u;
  ${lines(vs, (v) => lines(os, (o) => `var sum${v}_${o} = vec4f();`))}
  // Columns of dy that this tap meets: no test inside the loop.
  let begin = max(0, (${s.padding} - kx + ${s.stride - 1}) / ${s.stride});
  let end = min(${s.outWidth}, (${s.width * side - 1 + s.padding} - kx + ${s.stride}) / ${s.stride});
  for (var row = group.z * ${rowsPerSlice}u; row < min(${rows}u, (group.z + 1u) * ${rowsPerSlice}u); row++) {
    let y = i32(row % ${s.outHeight}u) * ${s.stride} + ky - ${s.padding};
    if (y < 0 || y >= ${s.height * side}) { continue; }
    let xRow = (row / ${s.outHeight}u * ${s.height}u + u32(y) / ${side}u) * ${s.width}u;
    for (var ox = begin; ox < end; ox++) {
      let pixel = xRow + u32(ox * ${s.stride} + kx - ${s.padding}) / ${side}u;
      let dyRow = (row * ${s.outWidth}u + u32(ox)) * ${s.outChannels}u;
      ${lines(vs, (v) => `let x${v} = ${vec4Load({ name: 'x', channels: s.inChannels, row: 'pixel', vector: `(vector + ${v}u)` })};`)}
      ${lines(
        os,
        (o) => `
      let d${o} = dy[dyRow + ${channel(o)}];
      ${lines(vs, (v) => `sum${v}_${o} = fma(x${v}, vec4f(d${o}), sum${v}_${o});`)}`,
      )}
    }
  }
  let weights = (group.z * ${s.kernel ** 2}u + group.y / ${inTiles}u) * ${s.inChannels}u;
  ${lines(
    os,
    (o) => `
  if (out + ${o * lanes}u < ${s.outChannels}u) {
    ${lines(vs, (v) =>
      lines(range(4), (j) => {
        const c = `(vector + ${v}u) * 4u + ${j}u`;
        const store = `partial[(weights + ${c}) * ${s.outChannels}u + out + ${o * lanes}u] = sum${v}_${o}[${j}];`;
        return wholeIn ? store : `if (${c} < ${s.inChannels}u) { ${store} }`;
      }),
    )}
  }`,
  )}
}`;
  return {
    name: `conv2d dw ${shapeKey(s)}`,
    inputs: { x: wholeIn ? 'vec4<f32>' : 'f32', dy: 'f32' },
    outputs: summed ? { partial: 'f32', sums: 'f32' } : { partial: 'f32' },
    body,
    workgroups: [groups, layer + (summed ? 1 : 0), slices],
  };
}

/** One more y layer of work groups sums a map over the pixels of every image. */
function summingBranch(s: ConvolutionShape, summed: 'dy' | 'x', grid: SummingGrid): string {
  const [channels, pixels] =
    summed === 'x' ? [s.inChannels, s.height * s.width] : [s.outChannels, s.outHeight * s.outWidth];
  const value = summed === 'x' && channels % 4 === 0 ? 'x[at / 4u][at % 4u]' : `${summed}[at]`;
  return `
  if (group.y == ${grid.layer}u) {
    for (var c = group.x * ${grid.lanes}u + lane; c < ${channels}u; c += ${grid.lanes * grid.groups}u) {
      for (var image = group.z; image < ${s.batch}u; image += ${grid.slices}u) {
        var sum = 0.0;
        for (var pixel = 0u; pixel < ${pixels}u; pixel++) {
          let at = (image * ${pixels}u + pixel) * ${channels}u + c;
          sum += ${value};
        }
        sums[image * ${channels}u + c] = sum;
      }
    }
    return;
  }`;
}

interface SummingGrid {
  /** Its y. */
  readonly layer: number;
  readonly groups: number;
  readonly slices: number;
  readonly lanes: number;
}

/**
 * Adds the partial sums. Inputs: partial [slices, weights] if there are slices, `sums` [batch, out] if there is a
 * bias; outputs: dw [weights] and db [out] likewise.
 */
export function filterReduceProgram(options: {
  readonly name: string;
  /** Null where the filter gradient is whole already. */
  readonly partial: { readonly slices: number; readonly weights: number } | null;
  readonly sums: { readonly batch: number; readonly channels: number } | null;
}): Program {
  const { name, partial, sums } = options;
  const width = partial && partial.weights % 4 === 0 ? 4 : 1;
  const element = width === 4 ? 'vec4<f32>' : 'f32';
  const weights = partial ? partial.weights / width : 0;
  const threads = weights + (sums?.channels ?? 0);
  const groups = Math.ceil(threads / 64);
  const row = Math.min(groups, 32768);
  const addPartial = (slices: number): string => `
  if (i < ${weights}u) {
    var sum = ${element}();
    for (var slice = 0u; slice < ${slices}u; slice++) { sum += partial[slice * ${weights}u + i]; }
    dw[i] = sum;
    return;
  }`;
  const addSums = (batch: number, channels: number): string => `
  let c = i - ${weights}u;
  if (c < ${channels}u) {
    var sum = 0.0;
    for (var image = 0u; image < ${batch}u; image++) { sum += sums[image * ${channels}u + c]; }
    db[c] = sum;
  }`;
  return {
    name: `conv2d reduce ${name}`,
    inputs: { ...(partial ? { partial: element } : {}), ...(sums ? { sums: 'f32' } : {}) },
    outputs: { ...(partial ? { dw: element } : {}), ...(sums ? { db: 'f32' } : {}) },
    body: `
@compute @workgroup_size(64) fn main(@builtin(global_invocation_id) id : vec3u) {
  let i = id.x + id.y * ${row * 64}u;
  ${partial ? addPartial(partial.slices) : ''}
  ${sums ? addSums(sums.batch, sums.channels) : ''}
}`,
    workgroups: [row, Math.ceil(groups / row), 1],
  };
}
