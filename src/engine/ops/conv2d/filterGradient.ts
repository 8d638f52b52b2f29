// WGSL of the convolution's gradient with respect to its filter, in partial sums over slices of the rows, and of the
// sums over pixels that give the gradients of the bias and of channelAdd.
import type { Program } from '../../gpu/runtime';
import { shapeKey, type ConvolutionShape } from './shape';
import type { FilterTiling } from './tiling';
import { lines, range, vectorOf } from '../wgsl';
import { pairedEntry } from '../sideBySide';
import { bindings, eachRow, load, store } from './tiles';

/** What else it gives: the sums over the pixels of every image, [batch, channels]. */
export interface PixelSums {
  /** Of which map: dy, or x where the convolution stands for a transposed one. */
  readonly of: 'dy' | 'x';
  /** As partial sums of the bias's gradient. */
  readonly bias: boolean;
  /** As the gradient of channelAdd. */
  readonly channelAdd: boolean;
}

/**
 * Inputs x, dy; outputs partial [slices, k, k, in, out], then the pixel sums that are asked for, in their order.
 * Neighbouring threads take neighbouring out channels, then in channels, then taps.
 */
export function filterGradientProgram(
  s: ConvolutionShape,
  pixelSums: PixelSums,
  tiling: FilterTiling,
): Program {
  const summed = pixelSums.bias || pixelSums.channelAdd ? pixelSums.of : null;
  const { lanes, slices, inChannels, outChannels } = tiling;
  const rows = s.batch * s.outHeight;
  const rowsPerSlice = Math.ceil(rows / slices);
  const [inRow, outRow] = [vectorOf(s.inChannels), vectorOf(s.outChannels)];
  const is = range(inChannels);
  const os = range(outChannels);
  const [inTiles, outTiles] = [Math.ceil(s.inChannels / inChannels), Math.ceil(s.outChannels / outChannels)];
  const tiles = s.kernel ** 2 * inTiles * outTiles;
  const side = s.upsample ? 2 : 1;
  const groups = Math.ceil(tiles / lanes);
  const vectors = s.inChannels % 4 === 0 ? ' * 4u' : '';
  const xs = load(
    {
      buffer: 'x',
      element: inRow.type,
      count: inChannels,
      length: 'inElements',
      row: 'xPixel',
      first: 'firstIn',
    },
    'x',
  );
  const outTile = {
    element: outRow.type,
    count: outChannels,
    length: 'outElements',
    first: 'firstOut',
  };
  const ds = load({ ...outTile, buffer: 'dy', row: `row * size.outWidth + u32(ox)` }, 'd');
  const body = `${pairedEntry(lanes)}
  ${summed ? summingBranch(s, summed, pixelSums, lanes) : ''}
  let tile = group.x * ${lanes}u + lane;
  if (tile >= size.tiles) { return; }
  let inElements = size.inElements;
  let outElements = size.outElements;
  let inTile = tile / size.outTiles;
  let firstOut = (tile - inTile * size.outTiles) * ${outChannels}u;
  let tap = inTile / size.inTiles;
  let firstIn = (inTile - tap * size.inTiles) * ${inChannels}u;
  let ky = i32(tap / ${s.kernel}u);
  let kx = i32(tap % ${s.kernel}u);
  ${lines(is, (i) => lines(os, (o) => `var sum${i}_${o} = 0.0;`))}
  // Columns of dy that this tap meets: no test inside the loop.
  let begin = max(0, (${s.padding} - kx + ${s.stride - 1}) / ${s.stride});
  let end = min(i32(size.outWidth), (i32(size.width) * ${side} + ${s.padding + s.stride - 1} - kx) / ${s.stride});
  let height = i32(size.height) * ${side};
  let endRow = min(size.rows, (group.y + 1u) * size.rowsPerSlice);
  for (var row = group.y * size.rowsPerSlice; row < endRow; row++) {
    let image = row / size.outHeight;
    let y = i32(row - image * size.outHeight) * ${s.stride} + ky - ${s.padding};
    if (y < 0 || y >= height) { continue; }
    let xRow = (image * size.height + u32(y) / ${side}u) * size.width;
    for (var ox = begin; ox < end; ox++) {
      let xPixel = xRow + u32(ox * ${s.stride} + kx - ${s.padding}) / ${side}u;
      ${xs.code}
      ${ds.code}
      ${lines(is, (i) => lines(os, (o) => `sum${i}_${o} = fma(${xs.at(i)}, ${ds.at(o)}, sum${i}_${o});`))}
    }
  }
  let inChannels = inElements${vectors};
  let to = (group.y * ${s.kernel ** 2}u + tap) * inChannels + firstIn;
  ${eachRow({ rows: inChannels, columns: outChannels, compact: tiling.compact, anyBuffer: 'x' }, (i, sum) => {
    const write = store({ ...outTile, buffer: 'partial', row: `to + ${i}` }, sum);
    return s.inChannels % inChannels === 0 ? write : `if (firstIn + ${i} < inChannels) { ${write} }`;
  })}
}`;
  return {
    name: `conv2d dw ${shapeKey(s)}`,
    inputs: { x: inRow.type, dy: outRow.type },
    outputs: {
      partial: outRow.type,
      ...bindings('f32', { bias: pixelSums.bias, channelAdd: pixelSums.channelAdd }),
    },
    sizes: {
      inElements: s.inChannels / inRow.width,
      outElements: s.outChannels / outRow.width,
      inTiles,
      outTiles,
      tiles,
      rows,
      rowsPerSlice,
      height: s.height,
      width: s.width,
      outHeight: s.outHeight,
      outWidth: s.outWidth,
      ...(summed ? { groups, slices, batch: s.batch, channels: summedChannels(s, summed) } : {}),
    },
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
  { bias, channelAdd }: PixelSums,
  lanes: number,
): string {
  const pixels = summed === 'x' ? 'size.height * size.width' : 'size.outHeight * size.outWidth';
  const value = summedChannels(s, summed) % 4 === 0 ? `${summed}[at / 4u][at % 4u]` : `${summed}[at]`;
  return `
  if (group.x >= size.groups) {
    let c = (group.x - size.groups) * ${lanes}u + lane;
    if (c >= size.channels) { return; }
    let pixels = ${pixels};
    for (var image = group.y; image < size.batch; image += size.slices) {
      var sum = 0.0;
      for (var pixel = 0u; pixel < pixels; pixel++) {
        let at = (image * pixels + pixel) * size.channels + c;
        sum += ${value};
      }
      ${bias ? 'bias[image * size.channels + c] = sum;' : ''}
      ${channelAdd ? 'channelAdd[image * size.channels + c] = sum;' : ''}
    }
    return;
  }`;
}
