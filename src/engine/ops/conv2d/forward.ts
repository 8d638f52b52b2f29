// WGSL of the convolution itself, with its additions and its activation.
import type { Program } from '../../gpu/runtime';
import { shapeKey, type ConvolutionShape } from './shape';
import type { MapTiling } from './tiling';
import { elementOf, hiddenBound, layered, lines, range, vectorOf } from '../wgsl';
import { bindings, eachRow, load, store, type Tile, walkPixels, walkSizes } from './tiles';

export interface Additions {
  readonly bias: boolean;
  /** [batch, out]. */
  readonly channelAdd: boolean;
  /** As the output. */
  readonly residual: boolean;
  /** SiLU last; with `keepSum` its argument is a second output, for the gradient. */
  readonly silu: boolean;
  readonly keepSum: boolean;
}

/** Inputs x, filter, then those of `additions` in their order; outputs y, then the sum before SiLU if kept. */
export function forwardProgram(s: ConvolutionShape, additions: Additions, tiling: MapTiling): Program {
  const { bias, channelAdd, residual, keepSum } = additions;
  const { lanes, channels, channelLanes } = tiling;
  const pixelLanes = lanes / channelLanes;
  const pixels = s.batch * s.outHeight * s.outWidth;
  const outRow = vectorOf(s.outChannels);
  const ps = range(tiling.pixels);
  const cs = range(channels);
  const { across, layers } = layered(Math.ceil(pixels / (pixelLanes * ps.length)));
  const side = s.upsample ? 2 : 1;
  const step = s.inChannels % 4 === 0 ? tiling.depth : 1;
  const value = (p: number, j: number): string => (step > 1 ? `v${p}[${j}]` : `v${p}`);
  const multiply = (j: number): string => {
    const w = load(outTile(s, channels, 'weights', `tap + c * ${step}u + ${j}u`), `w${j}`);
    const add = (p: number, i: number): string =>
      `sum${p}_${i} = fma(${value(p, j)}, ${w.at(i)}, sum${p}_${i});`;
    return `${w.code}\n${lines(ps, (p) => lines(cs, (i) => add(p, i)))}`;
  };
  const start = bias ? load(outTile(s, channels, 'bias', '0u'), 'bias') : { code: '', at: () => '0.0' };
  const body = `
@compute @workgroup_size(${lanes}) fn main(
  @builtin(workgroup_id) group : vec3u, @builtin(local_invocation_index) lane : u32
) {
  let inElements = size.inElements;
  let outElements = size.outElements;
  let first = (group.y * ${channelLanes}u + lane % ${channelLanes}u) * ${channels}u;
  let firstPixel = (group.x + group.z * size.across) * ${pixelLanes * ps.length}u + lane / ${channelLanes}u;
  ${start.code}
  let height = ${side} * i32(size.height);
  let width = ${side} * i32(size.width);
  ${walkPixels(ps.length)}
  ${lines(
    ps,
    (p) => `
  let y${p} = i32(pixelY${p}) * ${s.stride} - ${s.padding};
  let x${p} = i32(pixelX${p}) * ${s.stride} - ${s.padding};
  ${lines(cs, (i) => `var sum${p}_${i} = ${start.at(i)};`)}`,
  )}
  let taps = i32(${hiddenBound('weights', s.kernel)});
  for (var ky = 0; ky < taps; ky++) {
    for (var kx = 0; kx < taps; kx++) {
      let tap = u32(ky * ${s.kernel} + kx) * inElements * ${step}u;
      ${lines(
        ps,
        (p) => `
      let inside${p} = y${p} + ky >= 0 && y${p} + ky < height && x${p} + kx >= 0 && x${p} + kx < width;
      let row${p} = select(0u, (image${p} * size.height + u32(y${p} + ky) / ${side}u) * size.width + u32(x${p} + kx) / ${side}u, inside${p}) * inElements;`,
      )}
      for (var c = 0u; c < inElements; c++) {
        ${lines(ps, (p) => `let v${p} = select(${elementOf(step)}(), x[row${p} + c], inside${p});`)}
        ${lines(range(step), multiply)}
      }
    }
  }
  ${eachRow(
    { rows: ps.length, columns: channels, compact: tiling.compact, anyBuffer: 'weights' },
    (p, sum) => `
  let pixel = firstPixel + ${p} * ${pixelLanes}u;
  if (pixel < size.pixels) {
    ${finish(s, additions, channels, sum)}
  }`,
  )}
}`;
  return {
    name: `conv2d ${shapeKey(s)}`,
    inputs: {
      x: elementOf(step),
      ...bindings(outRow.type, { weights: true, bias, channelAdd, residual }),
    },
    outputs: bindings(outRow.type, { y: true, kept: keepSum }),
    sizes: {
      inElements: s.inChannels / step,
      outElements: s.outChannels / outRow.width,
      pixels,
      across,
      height: s.height,
      width: s.width,
      ...walkSizes(s.outHeight, s.outWidth, pixelLanes),
    },
    body,
    workgroups: [across, Math.ceil(s.outChannels / channels / channelLanes), layers],
  };
}

const outTile = (s: ConvolutionShape, count: number, buffer: string, row: string): Tile => ({
  buffer,
  element: vectorOf(s.outChannels).type,
  count,
  length: 'outElements',
  row,
  first: 'first',
});

/** Adds the rest to the sums of one `pixel`, and stores them. */
function finish(
  s: ConvolutionShape,
  additions: Additions,
  count: number,
  sum: (i: number) => string,
): string {
  const tile = (buffer: string, row: string): Tile => outTile(s, count, buffer, row);
  const image = `pixel / ${s.outHeight * s.outWidth}u`;
  const terms = [
    ...(additions.channelAdd ? [load(tile('channelAdd', image), 'channelAdd')] : []),
    ...(additions.residual ? [load(tile('residual', 'pixel'), 'residual')] : []),
  ];
  const total = (i: number): string => [sum(i), ...terms.map((t) => t.at(i))].join(' + ');
  const activated = (i: number): string =>
    additions.silu ? `total${i} / (1.0 + exp(-total${i}))` : `total${i}`;
  return `
    ${lines(terms, (t) => t.code)}
    ${lines(range(count), (i) => `let total${i} = ${total(i)};`)}
    ${additions.keepSum ? store(tile('kept', 'pixel'), (i) => `total${i}`) : ''}
    ${store(tile('y', 'pixel'), activated)}`;
}
