// The two attentions of denoising-diffusion-pytorch, both with four learned key-value pairs beside those of the map:
// the full one, and linear attention (Shen et al. 2018, "Efficient attention"), whose cost grows with the pixels only.
import {
  concat,
  fill,
  matMul,
  mul,
  reshape,
  softmax,
  split,
  transpose,
  type Tensor,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { LabError } from '../../../lab/errors';
import type { Layers } from '../layers';
import { observed, type MapLayer, type Pass } from '../model';
import { rmsNorm } from './rmsNorm';

const heads = 4;
const perHead = 32;
const hidden = heads * perHead;
const memories = 4;
const scale = perHead ** -0.5;

export interface DenoisingAttentionSpec {
  readonly channels: number;
  /** Side of the map. */
  readonly size: number;
}

/** x + linear(softmax(q·kᵀ)·v); parameters as the original's `Attention`. */
export function fullAttention(layers: Layers, name: string, spec: DenoisingAttentionSpec): MapLayer {
  const { channels, size } = spec;
  const project = projections(layers, name, spec, [2, heads, memories, perHead]);
  const keys = size * size + memories;
  layers.describe({ name, kind: 'attention', size, channels: hidden, cost: 2 * size * size * keys * hidden });
  const out = layers.convolution(`${name}.to_out`, { inputs: hidden, outputs: channels, kernel: 1, size });
  return (pass, x) => {
    const { q, k, v, memory } = project(pass, x);
    // [batch, heads, tokens, perHead]
    const [queries, ownKeys, ownValues] = [q, k, v].map((t) => transpose(t, [0, 2, 1, 3]));
    if (!queries || !ownKeys || !ownValues) throw new LabError('internal', 'Attention needs q, k and v.');
    const keys = concat([memory.keys, ownKeys], 2) as Tensor4D;
    const scores = mul(matMul(queries, keys, false, true), scale);
    const output = toMap(matMul(softmax(scores), concat([memory.values, ownValues], 2)), x);
    const attention = { queries: queries as Tensor4D, keys };
    const mixed = observed(pass, { layer: name, operation: null, output, attention });
    return out(pass, mixed, { residual: x });
  };
}

/** x + norm(linear(softmax(q)·(softmax(k)ᵀ·v))); parameters as the original's `LinearAttention`. */
export function linearAttention(layers: Layers, name: string, spec: DenoisingAttentionSpec): MapLayer {
  const { channels, size } = spec;
  const project = projections(layers, name, spec, [2, heads, perHead, memories]);
  const cost = (2 * size * size + memories) * hidden * perHead;
  layers.describe({ name, kind: 'attention', size, channels: hidden, cost });
  const out = layers.convolution(`${name}.to_out.0`, { inputs: hidden, outputs: channels, kernel: 1, size });
  const norm = rmsNorm(layers, `${name}.to_out.1`, spec);
  return (pass, x) => {
    const { q, k, v, memory } = project(pass, x);
    const queries = mul(softmax(transpose(q, [0, 2, 1, 3])), scale);
    // Keys and values with the tokens last: [batch, heads, perHead, tokens].
    const keys = softmax(concat([memory.keys, transpose(k, [0, 2, 3, 1])], 3));
    const values = concat([memory.values, transpose(v, [0, 2, 3, 1])], 3);
    const output = toMap(matMul(queries, matMul(keys, values, false, true)), x);
    const mixed = observed(pass, { layer: name, operation: null, output });
    return pass.ops.add(x, norm(pass, out(pass, mixed)));
  };
}

interface Projected {
  /** [batch, tokens, heads, perHead]. */
  readonly q: Tensor;
  readonly k: Tensor;
  readonly v: Tensor;
  /** The learned pairs, repeated for every image, in the order of the parameter's axes. */
  readonly memory: { readonly keys: Tensor; readonly values: Tensor };
}

function projections(
  layers: Layers,
  name: string,
  { channels, size }: DenoisingAttentionSpec,
  memoryShape: readonly number[],
): (pass: Pass, x: Tensor4D) => Projected {
  const norm = rmsNorm(layers, `${name}.norm`, { channels, size });
  const initializer = { kind: 'normal', deviation: 1 } as const;
  layers.add({ name: `${name}.mem_kv`, shape: memoryShape, layout: 'as-is', initializer });
  layers.describe({ name: `${name}.mem_kv`, kind: 'embedding', size: 1, channels: hidden, cost: 0 }, [
    2 * hidden * memories,
  ]);
  const shape = { inputs: channels, outputs: 3 * hidden, kernel: 1, size, bias: false };
  const toQkv = layers.convolution(`${name}.to_qkv`, shape);
  return (pass, x) => {
    const [batch] = x.shape;
    const qkv = split(toQkv(pass, norm(pass, x)), 3, 3);
    const [q, k, v] = qkv.map((t) => reshape(t, [batch, -1, heads, perHead]));
    // A product with ones, whose gradient is one sum; that of `tile` is a slice for each image.
    const repeat = (t: Tensor): Tensor => mul(t, fill([batch, 1, 1, 1], 1));
    const [keys, values] = split(pass.parameter(`${name}.mem_kv`), 2, 0).map(repeat);
    if (!q || !k || !v || !keys || !values) throw new LabError('internal', 'Attention needs q, k and v.');
    return { q, k, v, memory: { keys, values } };
  };
}

/** [batch, heads, tokens, perHead] → [batch, height, width, heads·perHead] for the map that the tokens came from. */
const toMap = (mixed: Tensor, { shape: [batch, height, width] }: Tensor4D): Tensor4D =>
  reshape(transpose(mixed, [0, 2, 1, 3]), [batch, height, width, hidden]);
