// The contract of every kernel: on WebGPU it gives the values and the gradients that its stock reference gives on
// tfjs's CPU backend, and its gradient agrees with the kernel's own finite difference.
// The umbrella package, for its CPU backend and the stock gradients (tfjs-core's main file for Node has none).
import '@tensorflow/tfjs';
import { grads, setBackend, tensor, tidy, type Tensor } from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import type { GpuRuntime } from '../engine/gpu/runtime';
import { testGpu } from './gpu';

export interface ContractInput {
  readonly shape: readonly number[];
  readonly dtype?: 'float32' | 'int32';
  /** Standard normal numbers where they are not given. */
  readonly values?: ArrayLike<number>;
  /** No gradient is asked for it. */
  readonly constant?: boolean;
}

export interface KernelContract {
  readonly inputs: readonly ContractInput[];
  /** The kernel under test; called with tensors in the order of `inputs`. */
  readonly kernel: (runtime: GpuRuntime, tensors: readonly Tensor[]) => Tensor;
  readonly reference: (tensors: readonly Tensor[]) => Tensor;
  /** Largest error over largest magnitude, for values and for each gradient; 1e-4 by default. */
  readonly tolerance?: number;
  /** False where a finite difference means nothing (kinks, ties). */
  readonly smooth?: boolean;
}

type Values = Float32Array;

interface Evaluation {
  readonly value: Values;
  readonly shape: readonly number[];
  /** One for each input that is not constant, in order. */
  readonly gradients: readonly Values[];
}

const differenceStep = 2 ** -6;

/** Runs both sides and fails the test with the name of the first tensor that differs. */
export async function checkKernel(contract: KernelContract): Promise<void> {
  const { inputs, kernel, reference, tolerance = 1e-4, smooth = true } = contract;
  const { runtime, device } = await testGpu();
  device.pushErrorScope('validation');
  const random = normals(1);
  const at = inputs.map(({ shape, values }) => Float32Array.from(values ?? fill(shape, random)));
  const expected = await evaluate('cpu', reference, inputs, at, normals(2));
  const onGpu = (tensors: readonly Tensor[]): Tensor => kernel(runtime, tensors);
  const dy = fill(expected.shape, normals(2));
  const actual = await evaluate('webgpu', onGpu, inputs, at, normals(2));
  expect((await device.popErrorScope())?.message).toBeUndefined();
  expect(actual.shape).toEqual(expected.shape);
  expectClose(actual.value, expected.value, tolerance, 'value');
  expected.gradients.forEach((gradient, i) => {
    expectClose(actual.gradients[i] ?? new Float32Array(), gradient, tolerance, `gradient ${i}`);
  });
  if (!smooth) return;
  // Σ dy·(f(x + h·v) − f(x − h·v)) / 2h against Σ gradient·v, for one random direction v.
  const direction = inputs.map(({ shape, constant }) => fill(shape, constant ? () => 0 : random));
  const shifted = async (h: number): Promise<number> => {
    const moved = at.map((values, i) => values.map((x, j) => x + h * (direction[i]?.[j] ?? 0)));
    return dot(dy, await forward(onGpu, inputs, moved));
  };
  const difference =
    ((await shifted(differenceStep)) - (await shifted(-differenceStep))) / (2 * differenceStep);
  const free = direction.filter((_, i) => !inputs[i]?.constant);
  const slope = actual.gradients.reduce((sum, g, i) => sum + dot(g, free[i] ?? new Float32Array()), 0);
  const scale = Math.sqrt(actual.gradients.reduce((sum, g) => sum + dot(g, g), 0));
  expect(Math.abs(difference - slope), 'finite difference').toBeLessThanOrEqual(1e-2 * scale);
}

/** Fails unless max |actual − expected| ≤ tolerance · max |expected|; NaN fails. */
export function expectClose(actual: Values, expected: Values, tolerance: number, name: string): void {
  expect(actual.length, `size of ${name}`).toBe(expected.length);
  const largest = expected.reduce((m, v) => Math.max(m, Math.abs(v)), 0);
  let worst = 0;
  expected.forEach((v, i) => {
    const error = Math.abs((actual[i] ?? NaN) - v);
    if (!(error <= worst)) worst = Number.isNaN(error) ? Infinity : error;
  });
  expect(worst / (largest || 1), `error of ${name} over its largest magnitude`).toBeLessThanOrEqual(
    tolerance,
  );
}

async function evaluate(
  backend: 'cpu' | 'webgpu',
  f: (tensors: readonly Tensor[]) => Tensor,
  inputs: readonly ContractInput[],
  at: readonly Values[],
  random: () => number,
): Promise<Evaluation> {
  await setBackend(backend);
  const { y, gradients } = tidy(() => {
    const tensors = upload(inputs, at);
    const isFree = inputs.map(({ constant }) => !constant);
    const free = tensors.filter((_, i) => isFree[i]);
    const y = f(tensors);
    const dy = tensor(fill(y.shape, random), y.shape);
    const partial = (...moved: Tensor[]): Tensor => {
      let next = 0;
      return f(tensors.map((t, i) => (isFree[i] ? (moved[next++] ?? t) : t)));
    };
    return { y, gradients: free.length > 0 ? grads(partial)(free, dy) : [] };
  });
  const result = {
    value: await read(y),
    shape: y.shape,
    gradients: await Promise.all(gradients.map(read)),
  };
  [y, ...gradients].forEach((t) => t.dispose());
  await setBackend('webgpu');
  return result;
}

async function forward(
  f: (tensors: readonly Tensor[]) => Tensor,
  inputs: readonly ContractInput[],
  at: readonly Values[],
): Promise<Values> {
  const y = tidy(() => f(upload(inputs, at)));
  const values = await read(y);
  y.dispose();
  return values;
}

const upload = (inputs: readonly ContractInput[], at: readonly Values[]): Tensor[] =>
  inputs.map(({ shape, dtype = 'float32' }, i) => {
    const values = at[i] ?? new Float32Array();
    return tensor(dtype === 'int32' ? Int32Array.from(values) : values, [...shape], dtype);
  });

const read = async (t: Tensor): Promise<Values> => Float32Array.from(await t.data());

const dot = (a: Values, b: Values): number => a.reduce((sum, v, i) => sum + v * (b[i] ?? 0), 0);

const fill = (shape: readonly number[], next: () => number): Values =>
  Float32Array.from({ length: shape.reduce((n, d) => n * d, 1) }, next);

/** Standard normal numbers: Box–Muller over the Lehmer generator, so that a failure repeats. */
export function normals(seed: number): () => number {
  let state = seed * 48271 + 1;
  const uniform = (): number => (state = (state * 48271) % 2147483647) / 2147483647;
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}
