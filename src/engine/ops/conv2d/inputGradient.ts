// WGSL of the convolution's gradient with respect to its input. Used forward, it is the transposed convolution.
import type { Program } from '../../gpu/runtime';
import { shapeKey, type ConvolutionShape } from './shape';
import type { MapTiling } from './tiling';
import { elementOf, hiddenBound, layered, lines, range, vectorOf } from '../wgsl';
import { pairedEntry } from '../sideBySide';
import { bindings, eachRow, load, store, walkPixels, walkSizes } from './tiles';

export interface InputGradientAdditions {
  /** [in]: only a transposed convolution has one there. */
  readonly bias: boolean;
  /** As dx. */
  readonly addend: boolean;
}

/**
 * Inputs dy, filter, then those of `additions` in their order; output dx.
 * With stride 2 a quarter of the input pixels at a time meets the same taps: those of one parity form one z layer.
 */
export function inputGradientProgram(
  s: ConvolutionShape,
  { bias, addend }: InputGradientAdditions,
  tiling: MapTiling,
): Program {
  const { stride, padding } = s;
  const { lanes, channels, channelLanes } = tiling;
  const pixelLanes = lanes / channelLanes;
  const [rows, columns] = [Math.ceil(s.height / stride), Math.ceil(s.width / stride)];
  const pixels = s.batch * rows * columns;
  const inRow = vectorOf(s.inChannels);
  const ps = range(tiling.pixels);
  const cs = range(channels);
  const { across, layers } = layered(Math.ceil(pixels / (pixelLanes * ps.length)));
  const step = s.outChannels % 4 === 0 ? tiling.depth : 1;
  // Each small pixel of an enlarged input collects the gradients of its four copies.
  const copies = s.upsample ? 2 : 1;
  const source = (axis: 'y' | 'x', p: number): string =>
    `(i32(pixel${axis.toUpperCase()}${p}) * ${stride * copies} + copy.${axis} + parity.${axis} + ${padding} - k${axis}) / ${stride}`;
  const multiply = (i: number): string => {
    const channel = s.inChannels % channels === 0 ? `first + ${i}u` : `min(first + ${i}u, inElements - 1u)`;
    const w = `weights[(tap + ${channel}) * outElements + c]`;
    const terms = (p: number): string =>
      step === 1
        ? `fma(d${p}, w${i}, sum${p}_${i})`
        : range(step).reduce((sum, j) => `fma(d${p}[${j}], w${i}[${j}], ${sum})`, `sum${p}_${i}`);
    return `let w${i} = ${w};\n${lines(ps, (p) => `sum${p}_${i} = ${terms(p)};`)}`;
  };
  const out = { element: inRow.type, count: channels, length: 'inElements', first: 'first' };
  const start = bias ? load({ ...out, buffer: 'bias', row: '0u' }, 'bias') : { code: '', at: () => '0.0' };
  const added = load({ ...out, buffer: 'addend', row: 'to' }, 'addend');
  const more = addend
    ? { code: added.code, at: (i: number) => ` + ${added.at(i)}` }
    : { code: '', at: () => '' };
  // Where a pixel among those of one parity lies in dx.
  const spread = `let y = pixel / size.columns % size.rows * ${stride}u + u32(parity.y);
  let x = pixel % size.columns * ${stride}u + u32(parity.x);
  let to = (pixel / (size.rows * size.columns) * size.height + y) * size.width + x;`;
  const body = `${pairedEntry(lanes)}
  let inElements = size.inElements;
  let outElements = size.outElements;
  let first = (group.y * ${channelLanes}u + lane % ${channelLanes}u) * ${channels}u;
  let firstPixel = (group.x + group.z / ${stride * stride}u * size.across) * ${pixelLanes * ps.length}u + lane / ${channelLanes}u;
  ${start.code}
  let parity = vec2i(i32(group.z % ${stride}u), i32(group.z / ${stride}u % ${stride}u));
  let outHeight = i32(size.outHeight);
  let outWidth = i32(size.outWidth);
  ${walkPixels(ps.length)}
  ${lines(ps, (p) => lines(cs, (i) => `var sum${p}_${i} = ${start.at(i)};`))}
  let taps = i32(${hiddenBound('weights', s.kernel)});
  let copies = i32(${hiddenBound('weights', copies * copies)});
  for (var ky = (parity.y + ${padding}) % ${stride}; ky < taps; ky += ${stride}) {
    for (var kx = (parity.x + ${padding}) % ${stride}; kx < taps; kx += ${stride}) {
      let tap = u32(ky * ${s.kernel} + kx) * ${s.inChannels % 4 === 0 ? '4u * ' : ''}inElements;
      for (var n = 0; n < copies; n++) {
        let copy = vec2i(n % ${copies}, n / ${copies});
        ${lines(
          ps,
          (p) => `
        let oy${p} = ${source('y', p)};
        let ox${p} = ${source('x', p)};
        let inside${p} = oy${p} >= 0 && oy${p} < outHeight && ox${p} >= 0 && ox${p} < outWidth;
        let row${p} = select(0u, (image${p} * size.outHeight + u32(oy${p})) * size.outWidth + u32(ox${p}), inside${p}) * outElements;`,
        )}
        for (var c = 0u; c < outElements; c++) {
          ${lines(ps, (p) => `let d${p} = select(${elementOf(step)}(), dy[row${p} + c], inside${p});`)}
          ${lines(cs, multiply)}
        }
      }
    }
  }
  ${eachRow(
    { rows: ps.length, columns: channels, compact: tiling.compact, anyBuffer: 'weights' },
    (p, sum) => `
  let pixel = firstPixel + ${p} * ${pixelLanes}u;
  ${stride === 1 ? 'let to = pixel;' : spread}
  if (pixel < size.pixels${stride === 1 ? '' : ' && y < size.height && x < size.width'}) {
    ${more.code}
    ${store({ ...out, buffer: 'dx', row: 'to' }, (i) => `${sum(i)}${more.at(i)}`)}
  }`,
  )}
}`;
  return {
    name: `conv2d dx ${shapeKey(s)}`,
    inputs: {
      ...bindings(elementOf(step), { dy: true, weights: true }),
      ...bindings(inRow.type, { bias, addend }),
    },
    outputs: { dx: inRow.type },
    sizes: {
      inElements: s.inChannels / inRow.width,
      outElements: s.outChannels / step,
      pixels,
      across,
      outHeight: s.outHeight,
      outWidth: s.outWidth,
      height: s.height,
      width: s.width,
      ...walkSizes(rows, columns, pixelLanes),
    },
    body,
    workgroups: [across, Math.ceil(s.inChannels / channels / channelLanes), stride * stride * layers],
  };
}
