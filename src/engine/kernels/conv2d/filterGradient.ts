// WGSL of the convolution's gradient with respect to its filter, in partial sums over slices of the rows, and of the
// sums over pixels that give the gradients of the bias and of channelAdd.
import type { Program } from '../../gpu/runtime';
import { shapeKey, type ConvolutionShape } from './shape';
import type { FilterTiling } from './tiling';
import { eachRow, hiddenBound, layered, lines, load, range, rowElement, store } from './wgsl';

/** Which map is also summed over its pixels: dy, or x where the convolution stands for a transposed one. */
export type Summed = 'dy' | 'x' | null;

/**
 * Inputs x, dy; outputs partial [slices, k, k, in, out], then `sums` [batch, channels of the summed map].
 * Neighbouring threads take neighbouring out channels, then in channels, then taps.
 */
export function filterGradientProgram(s: ConvolutionShape, summed: Summed, tiling: FilterTiling): Program {
  const { lanes, slices, inChannels, outChannels } = tiling;
  const rows = s.batch * s.outHeight;
  const rowsPerSlice = Math.ceil(rows / slices);
  const is = range(inChannels);
  const os = range(outChannels);
  const [inTiles, outTiles] = [Math.ceil(s.inChannels / inChannels), Math.ceil(s.outChannels / outChannels)];
  const tiles = s.kernel ** 2 * inTiles * outTiles;
  const side = s.upsample ? 2 : 1;
  const groups = Math.ceil(tiles / lanes);
  const xs = load(
    { buffer: 'x', channels: s.inChannels, count: inChannels, row: 'xPixel', first: 'firstIn' },
    'x',
  );
  const outTile = { channels: s.outChannels, count: outChannels, first: 'firstOut' };
  const ds = load({ ...outTile, buffer: 'dy', row: `row * ${s.outWidth}u + u32(ox)` }, 'd');
  const body = `
@compute @workgroup_size(${lanes}) fn main(
  @builtin(workgroup_id) group : vec3u, @builtin(local_invocation_index) lane : u32
) {
  ${summed ? summingBranch(s, summed, { from: groups, slices, lanes }) : ''}
  let tile = group.x * ${lanes}u + lane;
  if (tile >= ${tiles}u) { return; }
  let firstOut = tile % ${outTiles}u * ${outChannels}u;
  let firstIn = tile / ${outTiles}u % ${inTiles}u * ${inChannels}u;
  let tap = tile / ${outTiles * inTiles}u;
  let ky = i32(tap / ${s.kernel}u);
  let kx = i32(tap % ${s.kernel}u);
  ${lines(is, (i) => lines(os, (o) => `var sum${i}_${o} = 0.0;`))}
  // Columns of dy that this tap meets: no test inside the loop.
  let begin = max(0, (${s.padding} - kx + ${s.stride - 1}) / ${s.stride});
  let end = min(${s.outWidth}, (${s.width * side - 1 + s.padding} - kx + ${s.stride}) / ${s.stride});
  for (var row = group.y * ${rowsPerSlice}u; row < min(${rows}u, (group.y + 1u) * ${rowsPerSlice}u); row++) {
    let y = i32(row % ${s.outHeight}u) * ${s.stride} + ky - ${s.padding};
    if (y < 0 || y >= ${s.height * side}) { continue; }
    let xRow = (row / ${s.outHeight}u * ${s.height}u + u32(y) / ${side}u) * ${s.width}u;
    for (var ox = begin; ox < end; ox++) {
      let xPixel = xRow + u32(ox * ${s.stride} + kx - ${s.padding}) / ${side}u;
      ${xs.code}
      ${ds.code}
      ${lines(is, (i) => lines(os, (o) => `sum${i}_${o} = fma(${xs.at(i)}, ${ds.at(o)}, sum${i}_${o});`))}
    }
  }
  let to = (group.y * ${s.kernel ** 2}u + tap) * ${s.inChannels}u + firstIn;
  ${eachRow({ rows: inChannels, columns: outChannels, compact: tiling.compact, anyBuffer: 'x' }, (i, sum) => {
    const write = store({ ...outTile, buffer: 'partial', row: `to + ${i}` }, sum);
    return s.inChannels % inChannels === 0 ? write : `if (firstIn + ${i} < ${s.inChannels}u) { ${write} }`;
  })}
}`;
  return {
    name: `conv2d dw ${shapeKey(s)}`,
    inputs: { x: rowElement(s.inChannels), dy: rowElement(s.outChannels) },
    outputs: { partial: rowElement(s.outChannels), ...(summed ? { sums: 'f32' } : {}) },
    body,
    workgroups: [groups + (summed ? summingGroups(s, summed, lanes) : 0), slices, 1],
  };
}

const summedChannels = (s: ConvolutionShape, summed: 'dy' | 'x'): number =>
  summed === 'x' ? s.inChannels : s.outChannels;

const summingGroups = (s: ConvolutionShape, summed: 'dy' | 'x', lanes: number): number =>
  Math.ceil(summedChannels(s, summed) / lanes);

/** More work groups, after those of the weights, sum a map over the pixels of every image. */
function summingBranch(
  s: ConvolutionShape,
  summed: 'dy' | 'x',
  grid: { readonly from: number; readonly slices: number; readonly lanes: number },
): string {
  const channels = summedChannels(s, summed);
  const pixels = summed === 'x' ? s.height * s.width : s.outHeight * s.outWidth;
  const value = channels % 4 === 0 ? `${summed}[at / 4u][at % 4u]` : `${summed}[at]`;
  return `
  if (group.x >= ${grid.from}u) {
    let c = (group.x - ${grid.from}u) * ${grid.lanes}u + lane;
    if (c >= ${channels}u) { return; }
    for (var image = group.y; image < ${s.batch}u; image += ${grid.slices}u) {
      var sum = 0.0;
      for (var pixel = 0u; pixel < ${pixels}u; pixel++) {
        let at = (image * ${pixels}u + pixel) * ${channels}u + c;
        sum += ${value};
      }
      sums[image * ${channels}u + c] = sum;
    }
    return;
  }`;
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
  const { across, layers } = layered(Math.ceil(threads / 64));
  const addPartial = (slices: number): string => `
  if (i < ${weights}u) {
    var sum = ${element}();
    let slices = ${hiddenBound('partial', slices)};
    for (var slice = 0u; slice < slices; slice++) { sum += partial[slice * ${weights}u + i]; }
    dw[i] = sum;
    return;
  }`;
  const addSums = (batch: number, channels: number): string => `
  let c = i - ${weights}u;
  if (c < ${channels}u) {
    var sum = 0.0;
    let images = ${hiddenBound('sums', batch)};
    for (var image = 0u; image < images; image++) { sum += sums[image * ${channels}u + c]; }
    db[c] = sum;
  }`;
  return {
    name: `conv2d reduce ${name}`,
    inputs: { ...(partial ? { partial: element } : {}), ...(sums ? { sums: 'f32' } : {}) },
    outputs: { ...(partial ? { dw: element } : {}), ...(sums ? { db: 'f32' } : {}) },
    body: `
@compute @workgroup_size(64) fn main(@builtin(global_invocation_id) id : vec3u) {
  let i = id.x + id.y * ${across * 64}u;
  ${partial ? addPartial(partial.slices) : ''}
  ${sums ? addSums(sums.batch, sums.channels) : ''}
}`,
    workgroups: [across, layers, 1],
  };
}
