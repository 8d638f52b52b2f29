// The operations of models, written down as nodes of a graph instead of computed. Maps are NCHW there, as is usual; shapes
// here stay those of the models, NHWC. The batch is open: its size here is 1, and no node names it.
import type { Tensor } from '@tensorflow/tfjs-core';
import { LabError } from '../../../lab/errors';
import type { Ops } from '../../ops/ops';
import type { GraphBuilder } from './graph';

/** A value of the graph in the place of a tensor: nobody but these operations looks into it. */
interface Traced {
  readonly name: string;
  readonly shape: readonly number[];
}

/** The border between models, which hold tensors, and the graph. */
export const asTensor = <T extends Tensor>(traced: Traced): T => traced as unknown as T;
export const asTraced = (tensor: Tensor): Traced => tensor as unknown as Traced;

/** @param graph takes the nodes */
export function graphOps(graph: GraphBuilder): Ops {
  const of = (tensor: Tensor): string => asTraced(tensor).name;
  const sides = (tensor: Tensor): readonly number[] => asTraced(tensor).shape;
  const value = <T extends Tensor>(name: string, shape: readonly number[]): T => asTensor<T>({ name, shape });
  const silu = (x: string): string => graph.node('Mul', [x, graph.node('Sigmoid', [x])]);
  const add = (a: string, b: string): string => graph.node('Add', [a, b]);
  /** 0 keeps a side as it is. */
  const reshape = (x: string, shape: readonly number[]): string =>
    graph.node('Reshape', [x, graph.integers(shape)]);
  const transpose = (x: string, perm: readonly number[]): string => graph.node('Transpose', [x], { perm });
  /** [b, c] to [b, c, 1, 1]. */
  const perChannel = (x: string): string => graph.node('Unsqueeze', [x, graph.integers([2, 3])]);
  const doubled = (x: string): string =>
    graph.node('Resize', [x, '', graph.floats([1, 1, 2, 2])], {
      mode: 'nearest',
      coordinate_transformation_mode: 'asymmetric',
      nearest_mode: 'floor',
    });

  const linear: Ops['linear'] = (x, weight, bias, { silu: active, residual } = {}) => {
    let y = graph.node('MatMul', [of(x), of(weight)]);
    if (bias) y = add(y, of(bias));
    if (residual) y = add(y, of(residual));
    return value(active ? silu(y) : y, [...sides(x).slice(0, -1), sides(weight)[1] ?? 0]);
  };

  return {
    conv2d(x, filter, { bias, stride = 1, padding, upsample, channelAdd, residual, silu: active }) {
      const [kernel = 0, , , channels = 0] = sides(filter);
      const [batch = 1, height = 0, width = 0] = sides(x);
      let y = graph.node(
        'Conv',
        [upsample ? doubled(of(x)) : of(x), of(filter), ...(bias ? [of(bias)] : [])],
        {
          kernel_shape: [kernel, kernel],
          pads: [padding, padding, padding, padding],
          strides: [stride, stride],
        },
      );
      if (channelAdd) y = add(y, perChannel(of(channelAdd)));
      if (residual) y = add(y, of(residual));
      const side = (size: number): number =>
        Math.floor((size * (upsample ? 2 : 1) + 2 * padding - kernel) / stride) + 1;
      return value(active ? silu(y) : y, [batch, side(height), side(width), channels]);
    },
    convTranspose2d(x, filter, { bias, stride = 1, padding }) {
      const [kernel = 0, , channels = 0] = sides(filter);
      const [batch = 1, height = 0, width = 0] = sides(x);
      const y = graph.node('ConvTranspose', [of(x), of(filter), ...(bias ? [of(bias)] : [])], {
        kernel_shape: [kernel, kernel],
        pads: [padding, padding, padding, padding],
        strides: [stride, stride],
      });
      const side = (size: number): number => (size - 1) * stride + kernel - 2 * padding;
      return value(y, [batch, side(height), side(width), channels]);
    },
    groupNorm(x, gamma, beta, { groups, epsilon, silu: active, modulation }) {
      const [, height = 0, width = 0, channels = 0] = sides(x);
      const flat = (factor: number): string => graph.floats(new Array<number>(groups).fill(factor));
      // The norm of an instance, with the groups as its channels.
      const normed = graph.node(
        'InstanceNormalization',
        [reshape(of(x), [0, groups, -1]), flat(1), flat(0)],
        {
          epsilon: { float: epsilon },
        },
      );
      const scaleOf = (vector: string): string => reshape(vector, [1, channels, 1, 1]);
      let y = reshape(normed, [0, channels, height, width]);
      y = add(graph.node('Mul', [y, scaleOf(of(gamma))]), scaleOf(of(beta)));
      if (modulation) {
        const [scale = '', shift = ''] = graph.nodeOf(
          'Split',
          [of(modulation), graph.integers([channels, channels])],
          { outputs: 2, axis: 1 },
        );
        y = graph.node('Mul', [y, add(perChannel(scale), graph.floats([1]))]);
        y = add(y, perChannel(shift));
      }
      return value(active ? silu(y) : y, sides(x));
    },
    linear,
    linears: (x, layers) => layers.map(({ weight, bias }) => linear(x, weight, bias)),
    attention(qkv, { heads }) {
      const [batch = 1, tokens = 0, width = 0] = sides(qkv);
      const channels = width / 3;
      const size = channels / heads;
      const split = transpose(reshape(of(qkv), [0, tokens, 3, heads, size]), [2, 0, 3, 1, 4]);
      const [q = '', k = '', v = ''] = graph
        .nodeOf('Split', [split, graph.integers([1, 1, 1])], { outputs: 3, axis: 0 })
        .map((part) => graph.node('Squeeze', [part, graph.integers([0])]));
      const scores = graph.node('MatMul', [q, transpose(k, [0, 1, 3, 2])]);
      const shares = graph.node('Softmax', [graph.node('Mul', [scores, graph.floats([size ** -0.5])])], {
        axis: -1,
      });
      const mixed = transpose(graph.node('MatMul', [shares, v]), [0, 2, 1, 3]);
      return value(reshape(mixed, [0, tokens, channels]), [batch, tokens, channels]);
    },
    silu: (x) => value(silu(of(x)), sides(x)),
    add: (a, b) => value(add(of(a), of(b)), sides(a)),
    concat(a, b) {
      const [batch = 1, height = 0, width = 0, channels = 0] = sides(a);
      const joined = graph.node('Concat', [of(a), of(b)], { axis: 1 });
      return value(joined, [batch, height, width, channels + (sides(b)[3] ?? 0)]);
    },
    upsample(x, { residual } = {}) {
      const [batch = 1, height = 0, width = 0, channels = 0] = sides(x);
      return value(residual ? add(doubled(of(x)), of(residual)) : doubled(of(x)), [
        batch,
        2 * height,
        2 * width,
        channels,
      ]);
    },
    maxPool(x) {
      const [batch = 1, height = 0, width = 0, channels = 0] = sides(x);
      const y = graph.node('MaxPool', [of(x)], { kernel_shape: [2, 2], strides: [2, 2] });
      return value(y, [batch, Math.floor(height / 2), Math.floor(width / 2), channels]);
    },
    pixelUnshuffle(x) {
      const [batch = 1, height = 0, width = 0, channels = 0] = sides(x);
      const y = graph.node('SpaceToDepth', [of(x)], { blocksize: 2 });
      return value(y, [batch, height / 2, width / 2, 4 * channels]);
    },
    pixelShuffle(x) {
      const [batch = 1, height = 0, width = 0, channels = 0] = sides(x);
      const y = graph.node('DepthToSpace', [of(x)], { blocksize: 2, mode: 'DCR' });
      return value(y, [batch, 2 * height, 2 * width, channels / 4]);
    },
    toTokens(x) {
      const [batch = 1, height = 0, width = 0, channels = 0] = sides(x);
      const y = reshape(transpose(of(x), [0, 2, 3, 1]), [0, height * width, channels]);
      return value(y, [batch, height * width, channels]);
    },
    toMap(x, [height, width]) {
      const [batch = 1, , channels = 0] = sides(x);
      const y = transpose(reshape(of(x), [0, height, width, channels]), [0, 3, 1, 2]);
      return value(y, [batch, height, width, channels]);
    },
    timestepEmbedding(t, { dim, order, shift }) {
      const half = dim / 2;
      const frequencies = Array.from({ length: half }, (_, k) =>
        Math.exp((-Math.log(10_000) * k) / (half - shift)),
      );
      const column = graph.node('Unsqueeze', [of(t), graph.integers([1])]);
      const angles = graph.node('Mul', [column, graph.floats(frequencies, [1, half])]);
      const [cos, sin] = [graph.node('Cos', [angles]), graph.node('Sin', [angles])];
      const y = graph.node('Concat', order === 'cos-sin' ? [cos, sin] : [sin, cos], { axis: 1 });
      return value(y, [1, dim]);
    },
    embedding: (table, ids) =>
      value(graph.node('Gather', [of(table), of(ids)], { axis: 0 }), [1, sides(table)[1] ?? 0]),
    loss: () => {
      throw new LabError('internal', 'A loss has no node in the graph.');
    },
  };
}
