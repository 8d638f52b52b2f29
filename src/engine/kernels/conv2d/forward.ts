// WGSL of the convolution itself, with its additions and its activation.
import type { Element, Program } from '../../gpu/runtime';
import { shapeKey, type ConvolutionShape } from './shape';
import type { MapTiling } from './tiling';
import { bindings, hiddenBound, lines, range, storeVec4, vec4Load } from './wgsl';

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
  const { bias, channelAdd, residual, silu, keepSum } = additions;
  const pixels = s.batch * s.outHeight * s.outWidth;
  const vectors = Math.ceil(s.outChannels / 4);
  const [ps, qs] = [range(tiling.pixels), range(tiling.channels / 4)];
  const wholeIn = s.inChannels % 4 === 0;
  const wholeOut = s.outChannels % 4 === 0;
  const [inElement, outElement]: Element[] = [wholeIn ? 'vec4<f32>' : 'f32', wholeOut ? 'vec4<f32>' : 'f32'];
  const out = (name: string, pixel: string, q: number): string =>
    vec4Load({ name, channels: s.outChannels, row: pixel, vector: `out + ${q}u` });
  const side = s.upsample ? 2 : 1;
  const step = wholeIn ? 4 : 1;
  const body = `
@compute @workgroup_size(${tiling.lanes}) fn main(
  @builtin(workgroup_id) group : vec3u, @builtin(local_invocation_index) lane : u32
) {
  let out = group.y * ${qs.length}u;
  ${lines(
    ps,
    (p) => `
  let pixel${p} = group.x * ${tiling.lanes * ps.length}u + ${p * tiling.lanes}u + lane;
  let at${p} = min(pixel${p}, ${pixels - 1}u);
  let image${p} = at${p} / ${s.outHeight * s.outWidth}u;
  let y${p} = i32(at${p} / ${s.outWidth}u % ${s.outHeight}u) * ${s.stride} - ${s.padding};
  let x${p} = i32(at${p} % ${s.outWidth}u) * ${s.stride} - ${s.padding};
  ${lines(qs, (q) => `var sum${p}_${q} = vec4f();`)}`,
  )}
  let taps = i32(${hiddenBound('filter_', s.kernel)});
  let steps = ${hiddenBound('filter_', s.inChannels / step)};
  for (var ky = 0; ky < taps; ky++) {
    for (var kx = 0; kx < taps; kx++) {
      ${lines(
        ps,
        (p) => `
      let inside${p} = y${p} + ky >= 0 && y${p} + ky < ${s.height * side} && x${p} + kx >= 0 && x${p} + kx < ${s.width * side};
      let row${p} = select(0u, (image${p} * ${s.height}u + u32(y${p} + ky) / ${side}u) * ${s.width}u + u32(x${p} + kx) / ${side}u, inside${p}) * ${s.inChannels / step}u;`,
      )}
      let tap = u32(ky * ${s.kernel} + kx) * ${s.inChannels}u;
      for (var c = 0u; c < steps; c++) {
        ${lines(ps, (p) => `let v${p} = select(${wholeIn ? 'vec4f()' : '0.0'}, x[row${p} + c], inside${p});`)}
        ${lines(
          range(step),
          (j) => `
        ${lines(qs, (q) => `let w${j}_${q} = ${out('filter_', `(tap + c * ${step}u + ${j}u)`, q)};`)}
        ${lines(ps, (p) => lines(qs, (q) => `sum${p}_${q} = fma(vec4f(v${p}${wholeIn ? `[${j}]` : ''}), w${j}_${q}, sum${p}_${q});`))}`,
        )}
      }
    }
  }
  ${lines(
    ps,
    (p) => `
  if (pixel${p} < ${pixels}u) {
    ${lines(
      qs,
      (q) => `
    {
      var sum = sum${p}_${q};
      ${bias ? `sum += ${out('bias', '0u', q)};` : ''}
      ${channelAdd ? `sum += ${out('channelAdd', `image${p}`, q)};` : ''}
      ${residual ? `sum += ${out('residual', `pixel${p}`, q)};` : ''}
      ${keepSum ? storeVec4({ name: 'kept', channels: s.outChannels, row: `pixel${p}`, vector: `out + ${q}u`, value: 'sum' }) : ''}
      ${silu ? 'sum = sum / (1.0 + exp(-sum));' : ''}
      ${storeVec4({ name: 'y', channels: s.outChannels, row: `pixel${p}`, vector: `out + ${q}u`, value: 'sum' })}
    }`,
    )}
  }`,
  )}
}`;
  return {
    name: `conv2d ${shapeKey(s)}`,
    inputs: {
      x: inElement ?? 'f32',
      ...bindings(outElement ?? 'f32', { filter_: true, bias, channelAdd, residual }),
    },
    outputs: bindings(outElement ?? 'f32', { y: true, kept: keepSum }),
    body,
    workgroups: [Math.ceil(pixels / (tiling.lanes * ps.length)), Math.ceil(vectors / qs.length), 1],
  };
}
