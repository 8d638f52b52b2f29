// WGSL of the convolution's gradient with respect to its input. Used forward, it is the transposed convolution.
import type { Program } from '../../gpu/runtime';
import { shapeKey, type ConvolutionShape } from './shape';
import type { MapTiling } from './tiling';
import {
  bindings,
  eachRow,
  hiddenBound,
  layered,
  lines,
  load,
  range,
  rowElement,
  store,
  vectorElement,
} from './wgsl';

/**
 * Inputs dy, filter, then `bias` [in] if it is added (only a transposed convolution has one there); output dx.
 * With stride 2 a quarter of the input pixels at a time meets the same taps: those of one parity form one z layer.
 */
export function inputGradientProgram(s: ConvolutionShape, bias: boolean, tiling: MapTiling): Program {
  const { stride, padding } = s;
  const { lanes, channels, channelLanes } = tiling;
  const pixelLanes = lanes / channelLanes;
  const [rows, columns] = [Math.ceil(s.height / stride), Math.ceil(s.width / stride)];
  const pixels = s.batch * rows * columns;
  const ps = range(tiling.pixels);
  const cs = range(channels);
  const { across, layers } = layered(Math.ceil(pixels / (pixelLanes * ps.length)));
  const step = s.outChannels % 4 === 0 ? tiling.depth : 1;
  // Each small pixel of an enlarged input collects the gradients of its four copies.
  const copies = s.upsample ? 2 : 1;
  const source = (axis: 'y' | 'x', p: number): string =>
    `(i32(${axis}${p}) * ${stride * copies} + copy.${axis} + parity.${axis} + ${padding} - k${axis}) / ${stride}`;
  const multiply = (i: number): string => {
    const channel =
      s.inChannels % channels === 0 ? `first + ${i}u` : `min(first + ${i}u, ${s.inChannels - 1}u)`;
    const w = `weights[(tap + ${channel}) * ${s.outChannels / step}u + c]`;
    const terms = (p: number): string =>
      step === 1
        ? `fma(d${p}, w${i}, sum${p}_${i})`
        : range(step).reduce((sum, j) => `fma(d${p}[${j}], w${i}[${j}], ${sum})`, `sum${p}_${i}`);
    return `let w${i} = ${w};\n${lines(ps, (p) => `sum${p}_${i} = ${terms(p)};`)}`;
  };
  const out = { channels: s.inChannels, count: channels, first: 'first' };
  const start = bias ? load({ ...out, buffer: 'bias', row: '0u' }, 'bias') : { code: '', at: () => '0.0' };
  const body = `
@compute @workgroup_size(${lanes}) fn main(
  @builtin(workgroup_id) group : vec3u, @builtin(local_invocation_index) lane : u32
) {
  let first = (group.y * ${channelLanes}u + lane % ${channelLanes}u) * ${channels}u;
  let firstPixel = (group.x + group.z / ${stride * stride}u * ${across}u) * ${pixelLanes * ps.length}u + lane / ${channelLanes}u;
  ${start.code}
  let parity = vec2i(i32(group.z % ${stride}u), i32(group.z / ${stride}u % ${stride}u));
  ${lines(
    ps,
    (p) => `
  let at${p} = min(firstPixel + ${p * pixelLanes}u, ${pixels - 1}u);
  let image${p} = at${p} / ${rows * columns}u;
  let y${p} = at${p} / ${columns}u % ${rows}u;
  let x${p} = at${p} % ${columns}u;
  ${lines(cs, (i) => `var sum${p}_${i} = ${start.at(i)};`)}`,
  )}
  let taps = i32(${hiddenBound('weights', s.kernel)});
  let copies = i32(${hiddenBound('weights', copies * copies)});
  let steps = ${hiddenBound('weights', s.outChannels / step)};
  for (var ky = (parity.y + ${padding}) % ${stride}; ky < taps; ky += ${stride}) {
    for (var kx = (parity.x + ${padding}) % ${stride}; kx < taps; kx += ${stride}) {
      let tap = u32(ky * ${s.kernel} + kx) * ${s.inChannels}u;
      for (var n = 0; n < copies; n++) {
        let copy = vec2i(n % ${copies}, n / ${copies});
        ${lines(
          ps,
          (p) => `
        let oy${p} = ${source('y', p)};
        let ox${p} = ${source('x', p)};
        let inside${p} = oy${p} >= 0 && oy${p} < ${s.outHeight} && ox${p} >= 0 && ox${p} < ${s.outWidth};
        let row${p} = select(0u, (image${p} * ${s.outHeight}u + u32(oy${p})) * ${s.outWidth}u + u32(ox${p}), inside${p}) * ${s.outChannels / step}u;`,
        )}
        for (var c = 0u; c < steps; c++) {
          ${lines(ps, (p) => `let d${p} = select(${vectorElement(step)}(), dy[row${p} + c], inside${p});`)}
          ${lines(cs, multiply)}
        }
      }
    }
  }
  ${eachRow(
    { rows: ps.length, columns: channels, compact: tiling.compact, anyBuffer: 'weights' },
    (p, sum) => `
  let pixel = firstPixel + ${p} * ${pixelLanes}u;
  let y = (pixel / ${columns}u % ${rows}u) * ${stride}u + u32(parity.y);
  let x = (pixel % ${columns}u) * ${stride}u + u32(parity.x);
  if (pixel < ${pixels}u && y < ${s.height}u && x < ${s.width}u) {
    let to = (pixel / ${rows * columns}u * ${s.height}u + y) * ${s.width}u + x;
    ${store({ ...out, buffer: 'dx', row: 'to' }, sum)}
  }`,
  )}
}`;
  return {
    name: `conv2d dx ${shapeKey(s)}`,
    inputs: {
      ...bindings(vectorElement(step), { dy: true, weights: true }),
      ...bindings(rowElement(s.inChannels), { bias }),
    },
    outputs: { dx: rowElement(s.inChannels) },
    body,
    workgroups: [across, Math.ceil(s.inChannels / channels / channelLanes), stride * stride * layers],
  };
}
