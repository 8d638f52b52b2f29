// WGSL of the convolution's gradient with respect to its input. Used forward, it is the transposed convolution.
import type { Element, Program } from '../../gpu/runtime';
import { shapeKey, type ConvolutionShape } from './shape';
import type { MapTiling } from './tiling';
import { bindings, hiddenBound, lines, range, storeVec4, vec4Load } from './wgsl';

/**
 * Inputs dy, filter, then `bias` [in] if it is added (only a transposed convolution has one there); output dx.
 * With stride 2 a quarter of the input pixels at a time meets the same taps: those of one parity form one z layer.
 */
export function inputGradientProgram(s: ConvolutionShape, bias: boolean, tiling: MapTiling): Program {
  const { stride } = s;
  const [rows, columns] = [Math.ceil(s.height / stride), Math.ceil(s.width / stride)];
  const pixels = s.batch * rows * columns;
  const vectors = Math.ceil(s.inChannels / 4);
  const ps = range(tiling.pixels);
  const cs = range(tiling.channels);
  const whole = s.outChannels % 4 === 0;
  const step = whole ? 4 : 1;
  const outElement: Element = s.inChannels % 4 === 0 ? 'vec4<f32>' : 'f32';
  // Each small pixel of an enlarged input collects the gradients of its four copies.
  const copies = s.upsample ? 2 : 1;
  const source = (axis: 'y' | 'x', p: number): string =>
    `(i32(${axis}${p}) * ${stride * copies} + copy.${axis} + parity.${axis} + ${s.padding} - k${axis}) / ${stride}`;
  const weight = (i: number): string => {
    const channel = s.inChannels % 4 === 0 ? `first + ${i}u` : `min(first + ${i}u, ${s.inChannels - 1}u)`;
    return `filter_[(tap + ${channel}) * ${s.outChannels / step}u + c]`;
  };
  const body = `
@compute @workgroup_size(${tiling.lanes}) fn main(
  @builtin(workgroup_id) group : vec3u, @builtin(local_invocation_index) lane : u32
) {
  let first = group.y * ${cs.length}u;
  let parity = vec2i(i32(group.z % ${stride}u), i32(group.z / ${stride}u));
  ${lines(
    ps,
    (p) => `
  let pixel${p} = group.x * ${tiling.lanes * ps.length}u + ${p * tiling.lanes}u + lane;
  let at${p} = min(pixel${p}, ${pixels - 1}u);
  let image${p} = at${p} / ${rows * columns}u;
  let y${p} = at${p} / ${columns}u % ${rows}u;
  let x${p} = at${p} % ${columns}u;
  ${lines(cs, (i) => `var sum${p}_${i} = 0.0;`)}`,
  )}
  ${copies === 1 ? '' : `let copies = i32(${hiddenBound('dy', copies * copies)});`}
  let taps = i32(${hiddenBound('filter_', s.kernel)});
  let steps = ${hiddenBound('filter_', s.outChannels / step)};
  for (var ky = (parity.y + ${s.padding}) % ${stride}; ky < taps; ky += ${stride}) {
    for (var kx = (parity.x + ${s.padding}) % ${stride}; kx < taps; kx += ${stride}) {
      let tap = u32(ky * ${s.kernel} + kx) * ${s.inChannels}u;
      for (var n = 0; n < ${copies === 1 ? '1' : 'copies'}; n++) {
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
          ${lines(ps, (p) => `let d${p} = select(${whole ? 'vec4f()' : '0.0'}, dy[row${p} + c], inside${p});`)}
          ${lines(
            cs,
            (i) => `
          let w${i} = ${weight(i)};
          ${lines(ps, (p) => (whole ? `sum${p}_${i} = fma(d${p}.x, w${i}.x, fma(d${p}.y, w${i}.y, fma(d${p}.z, w${i}.z, fma(d${p}.w, w${i}.w, sum${p}_${i}))));` : `sum${p}_${i} = fma(d${p}, w${i}, sum${p}_${i});`))}`,
          )}
        }
      }
    }
  }
  ${lines(
    ps,
    (p) => `
  let toY${p} = i32(y${p}) * ${stride} + parity.y;
  let toX${p} = i32(x${p}) * ${stride} + parity.x;
  if (pixel${p} < ${pixels}u && toY${p} < ${s.height} && toX${p} < ${s.width}) {
    let to = (image${p} * ${s.height}u + u32(toY${p})) * ${s.width}u + u32(toX${p});
    ${lines(
      range(cs.length / 4),
      (q) => `
    {
      let vector = group.y * ${cs.length / 4}u + ${q}u;
      var sum = vec4f(${range(4)
        .map((j) => `sum${p}_${4 * q + j}`)
        .join(', ')});
      ${bias ? `sum += ${vec4Load({ name: 'bias', channels: s.inChannels, row: '0u', vector: 'vector' })};` : ''}
      ${storeVec4({ name: 'dx', channels: s.inChannels, row: 'to', vector: 'vector', value: 'sum' })}
    }`,
    )}
  }`,
  )}
}`;
  return {
    name: `conv2d dx ${shapeKey(s)}`,
    inputs: {
      ...bindings(whole ? 'vec4<f32>' : 'f32', { dy: true, filter_: true }),
      ...bindings(outElement, { bias }),
    },
    outputs: bindings(outElement, { dx: true }),
    body,
    workgroups: [
      Math.ceil(pixels / (tiling.lanes * ps.length)),
      Math.ceil(vectors / (cs.length / 4)),
      stride * stride,
    ],
  };
}
