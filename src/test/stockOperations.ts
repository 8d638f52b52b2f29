// Every stock operation, forward and backward, on another of tfjs's backends and on its CPU backend; for WebGL it runs in
// the browser.
import {
  grads,
  setBackend,
  tensor,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Tensor3D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { gaussians, streams } from '../diffusion/random';
import { stockOps as ops } from '../engine/ops/stockOps';

interface Case {
  readonly shapes: readonly (readonly number[])[];
  /** The first tensors are differentiated, all but those of `constants`. */
  readonly run: (...tensors: Tensor[]) => Tensor;
  readonly constants?: number;
}

const as = <T extends Tensor>(tensor: Tensor | undefined): T => tensor as T;
const map = (x: Tensor | undefined): Tensor4D => as(x);
const row = (x: Tensor | undefined): Tensor1D => as(x);
const table = (x: Tensor | undefined): Tensor2D => as(x);

/** Sides and channels are odd where the operation allows it. */
const cases: Readonly<Record<string, Case>> = {
  'conv2d 3×3 with all additions': {
    shapes: [[2, 7, 5, 3], [3, 3, 3, 4], [4], [2, 4], [2, 7, 5, 4]],
    run: (x, w, bias, channelAdd, residual) =>
      ops.conv2d(map(x), map(w), {
        padding: 1,
        bias: row(bias),
        channelAdd: table(channelAdd),
        residual: map(residual),
        silu: true,
      }),
  },
  'conv2d 5×5': {
    shapes: [
      [2, 7, 7, 2],
      [5, 5, 2, 3],
    ],
    run: (x, w) => ops.conv2d(map(x), map(w), { padding: 2 }),
  },
  'conv2d stride 2': {
    shapes: [
      [2, 7, 8, 4],
      [3, 3, 4, 4],
    ],
    run: (x, w) => ops.conv2d(map(x), map(w), { padding: 1, stride: 2 }),
  },
  'conv2d after enlargement': {
    shapes: [
      [1, 4, 3, 4],
      [3, 3, 4, 2],
    ],
    run: (x, w) => ops.conv2d(map(x), map(w), { padding: 1, upsample: true }),
  },
  convTranspose2d: {
    shapes: [[2, 4, 4, 4], [4, 4, 3, 4], [3]],
    run: (x, w, bias) => ops.convTranspose2d(map(x), map(w), { padding: 1, stride: 2, bias: row(bias) }),
  },
  'group normalisation with SiLU': {
    shapes: [[2, 5, 3, 8], [8], [8], [2, 16]],
    run: (x, gamma, beta, modulation) =>
      ops.groupNorm(map(x), row(gamma), row(beta), {
        groups: 4,
        epsilon: 1e-5,
        silu: true,
        modulation: table(modulation),
      }),
  },
  linear: {
    shapes: [[3, 7], [7, 5], [5], [3, 5]],
    run: (x, w, bias, residual) =>
      ops.linear(table(x), table(w), row(bias), { silu: true, residual: table(residual) }),
  },
  attention: {
    shapes: [[2, 9, 24]],
    run: (qkv) => ops.attention(as<Tensor3D>(qkv), { heads: 2 }),
  },
  silu: { shapes: [[3, 11]], run: (x) => ops.silu(table(x)) },
  add: {
    shapes: [
      [3, 5],
      [3, 5],
    ],
    run: (a, b) => ops.add(table(a), table(b)),
  },
  concat: {
    shapes: [
      [2, 3, 3, 2],
      [2, 3, 3, 5],
    ],
    run: (a, b) => ops.concat(map(a), map(b)),
  },
  upsample: { shapes: [[2, 3, 5, 4]], run: (x) => ops.upsample(map(x)) },
  maxPool: { shapes: [[2, 7, 6, 3]], run: (x) => ops.maxPool(map(x)) },
  pixelUnshuffle: { shapes: [[2, 4, 6, 3]], run: (x) => ops.pixelUnshuffle(map(x)) },
  pixelShuffle: { shapes: [[2, 3, 2, 8]], run: (x) => ops.pixelShuffle(map(x)) },
  timestepEmbedding: {
    shapes: [[4]],
    constants: 1,
    run: (t) => ops.timestepEmbedding(row(t), { dim: 16, order: 'cos-sin', shift: 0 }),
  },
  embedding: {
    shapes: [[5, 6]],
    run: (rows) => ops.embedding(table(rows), tensor([3, 0, 3], [3], 'int32')),
  },
  ...Object.fromEntries(
    (['mse', 'l1', 'huber'] as const).map((kind): [string, Case] => [
      `loss ${kind}`,
      {
        shapes: [[2, 5, 5, 3], [2, 5, 5, 3], [2]],
        constants: 2,
        run: (prediction, target, weights) => ops.loss(map(prediction), map(target), row(weights), kind),
      },
    ]),
  ),
};

/** For each operation the largest error over the largest magnitude, of its value and of its gradients. */
export async function operationErrors(backend: 'webgl' | 'wasm'): Promise<Record<string, number>> {
  const errors: Record<string, number> = {};
  for (const [name, one] of Object.entries(cases)) {
    const [expected, actual] = [await evaluate('cpu', one), await evaluate(backend, one)];
    errors[name] = Math.max(...expected.map((values, i) => relativeError(actual[i], values)));
  }
  return errors;
}

async function evaluate(
  backend: 'cpu' | 'webgl' | 'wasm',
  { shapes, run, constants = 0 }: Case,
): Promise<Float32Array[]> {
  await setBackend(backend);
  const inputs = shapes.map((shape, step) => tensor(normals(step, size(shape)), [...shape]));
  const fixed = inputs.slice(inputs.length - constants);
  const free = inputs.slice(0, inputs.length - constants);
  const value = run(...inputs);
  const results = [value];
  if (free.length > 0) {
    const dy = tensor(normals(99, value.size), value.shape);
    results.push(...grads((...tensors) => run(...tensors, ...fixed))(free, dy));
  }
  return Promise.all(results.map(async (result) => Float32Array.from(await result.data())));
}

function relativeError(actual: Float32Array | undefined, expected: Float32Array): number {
  const largest = expected.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  return expected.reduce((most, x, i) => {
    const error = Math.abs((actual?.[i] ?? NaN) - x) / largest;
    return error <= most ? most : Number.isNaN(error) ? Infinity : error;
  }, 0);
}

const size = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

const normals = (step: number, count: number): Float32Array =>
  Float32Array.from(gaussians({ seed: 5, stream: streams.weights, step }, count));
