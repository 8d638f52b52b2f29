// The umbrella package, for its CPU backend.
import '@tensorflow/tfjs';
import { setBackend, tensor1d, variable, type Tensor, type Variable } from '@tensorflow/tfjs-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import golden from '../../golden/optimizer.json';
import { trainingControl } from '../../../test/control';
import { expectClose } from '../../../test/kernelContract';
import { testGpu } from '../../../test/gpu';
import { ControlBuffer, type TrainingControl } from '../../gpu/control';
import type { BufferView } from '../../gpu/bufferView';
import type { GpuRuntime } from '../../gpu/runtime';
import { createAdam, type Adam } from './op';
import { StockAdam } from './reference';

/** Two parameters of three and one floats, padded as the arena pads them, in views that do not start at 0. */
const places = [0, 64] as const;
const floats = 128;
const offset = 256;

const flat = (parts: readonly (readonly number[])[]): Float32Array<ArrayBuffer> => {
  const values = new Float32Array(floats);
  parts.forEach((part, i) => values.set(part, places[i]));
  return values;
};

const controlOf = (weightDecay: number, change: Partial<TrainingControl>): TrainingControl =>
  trainingControl({ ...golden.options, weightDecay, ...change });

/** The optimiser over the golden parameters, with its buffers. */
class Bench {
  readonly weights: BufferView;
  readonly gradients: BufferView;
  readonly average: BufferView;
  readonly m: BufferView;
  readonly v: BufferView;
  readonly control: ControlBuffer;
  readonly adam: Adam;

  constructor(
    readonly runtime: GpuRuntime,
    accumulate: boolean,
  ) {
    const create = (): BufferView => {
      const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
      const buffer = runtime.device.createBuffer({ size: offset + floats * 4, usage });
      return { buffer, offset, size: floats * 4 };
    };
    [this.weights, this.gradients, this.average] = [create(), create(), create()];
    [this.m, this.v] = [create(), create()];
    this.write(this.weights, flat(golden.start));
    this.write(this.average, flat(golden.start));
    this.control = new ControlBuffer(runtime, 1);
    const { weights, gradients, average, m, v, control } = this;
    this.adam = createAdam(runtime, { weights, gradients, average, m, v, accumulate, control });
  }

  write({ buffer }: BufferView, values: Float32Array<ArrayBuffer>): void {
    this.runtime.flush();
    this.runtime.device.queue.writeBuffer(buffer, offset, values);
  }

  apply(gradients: readonly (readonly number[])[], control: TrainingControl): void {
    this.write(this.gradients, flat(gradients));
    this.control.write(control);
    this.adam.apply();
  }

  async read(view: BufferView): Promise<Float32Array> {
    return new Float32Array(await this.runtime.read(view.buffer, view.offset, view.size));
  }

  async norm(): Promise<Float32Array> {
    return new Float32Array(await this.runtime.read(this.adam.norm.buffer)).slice(0, 3);
  }

  dispose(): void {
    for (const { buffer } of [this.weights, this.gradients, this.average, this.m, this.v]) buffer.destroy();
    this.adam.dispose();
    this.control.dispose();
  }
}

describe.each(['adam', 'adamw'] as const)('%s as torch has it', (name) => {
  const { weightDecay, steps } = golden[name];
  const relative = (m: number): number => Math.max(Math.abs(m), 1e-12);

  test('on the GPU', async () => {
    const { runtime } = await testGpu();
    const bench = new Bench(runtime, false);
    for (const [i, step] of steps.entries()) {
      bench.apply(golden.gradients[i] ?? [], controlOf(weightDecay, { optimizerStep: i + 1 }));
      const [norm = NaN, scale = NaN, finite] = await bench.norm();
      expect(Math.abs(norm / step.norm - 1)).toBeLessThan(1e-6);
      expect(Math.abs(scale / Math.min(1, 1 / (step.norm + 1e-6)) - 1)).toBeLessThan(1e-6);
      expect(finite).toBe(1);
      expectClose(await bench.read(bench.weights), flat(step.parameters), 1e-6, `parameters ${i}`);
      expectClose(await bench.read(bench.average), flat(step.averages), 1e-6, `averages ${i}`);
      // Moments differ by orders of magnitude among themselves: each against its own size.
      for (const moment of ['m', 'v'] as const) {
        const actual = await bench.read(bench[moment]);
        flat(step[moment]).forEach((value, k) => {
          expect(Math.abs((actual[k] ?? NaN) - value) / relative(value), `${moment} ${k}`).toBeLessThan(1e-5);
        });
      }
    }
    bench.dispose();
  });

  test('by stock operations', async () => {
    await setBackend('cpu');
    const variables = (factor: number): Variable[] =>
      golden.start.map((values) => variable(tensor1d(values.map((value) => factor * value))));
    const [weights, average, m, v] = [variables(1), variables(1), variables(0), variables(0)];
    const adam = new StockAdam({ weights, average, m, v });
    for (const [i, step] of steps.entries()) {
      const gradients = (golden.gradients[i] ?? []).map((g) => tensor1d(g));
      const applied = await adam.apply(gradients, controlOf(weightDecay, { optimizerStep: i + 1 }));
      expect(applied.finite).toBe(true);
      expect(Math.abs(applied.gradientNorm / step.norm - 1)).toBeLessThan(1e-6);
      expectClose(await joined(weights), flat(step.parameters), 1e-6, `parameters ${i}`);
      expectClose(await joined(average), flat(step.averages), 1e-6, `averages ${i}`);
    }
    adam.dispose();
    await setBackend('webgpu');
  });
});

async function joined(variables: readonly Tensor[]): Promise<Float32Array> {
  return flat(await Promise.all(variables.map(async (v) => [...(await v.data())])));
}

describe('accumulation', () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = new Bench((await testGpu()).runtime, true);
  });
  afterEach(() => bench.dispose());

  test('the mean of the micro-steps moves the parameters in the last of them', async () => {
    const [first] = golden.adam.steps;
    const whole = golden.gradients[0] ?? [];
    const parts = [0.5, 3, -0.5].map((share) => whole.map((g) => g.map((value) => share * value)));
    for (const [microStep, part] of parts.entries()) {
      bench.apply(part, controlOf(0, { microStep, microSteps: 3 }));
      const expected = microStep === 2 ? (first?.parameters ?? []) : golden.start;
      expectClose(await bench.read(bench.weights), flat(expected), 1e-6, `after ${microStep}`);
    }
    // The next step starts from nothing.
    bench.apply(whole, controlOf(0, { microStep: 0, microSteps: 3 }));
    expect((await bench.norm())[0]).toBeCloseTo((first?.norm ?? NaN) / 3, 5);
  });
});

describe('a gradient that is not finite', () => {
  test.each([NaN, Infinity, -Infinity, 3e30])('%f leaves everything as it was', async (bad) => {
    const bench = new Bench((await testGpu()).runtime, false);
    bench.apply([[1, bad, 1], [1]], controlOf(0.1, {}));
    expect((await bench.norm())[2]).toBe(0);
    expect(await bench.read(bench.weights)).toEqual(flat(golden.start));
    expect(await bench.read(bench.average)).toEqual(flat(golden.start));
    expect(await bench.read(bench.m)).toEqual(new Float32Array(floats));
    bench.apply(golden.gradients[0] ?? [], controlOf(0, {}));
    expectClose(await bench.read(bench.weights), flat(golden.adam.steps[0]?.parameters ?? []), 1e-6, 'after');
    bench.dispose();
  });
});

test('the norm of a large gradient is summed accurately', async () => {
  const { runtime } = await testGpu();
  const size = 4 * 64 * 70_000;
  const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST | GPUBufferUsage.COPY_SRC;
  const buffers = [0, 0, 0, 0].map(() => runtime.device.createBuffer({ size, usage }));
  const [weights, gradients, m, v] = buffers.map((buffer) => ({ buffer, offset: 0, size }));
  if (!weights || !gradients || !m || !v) throw new Error('no buffers');
  const values = Float32Array.from({ length: size / 4 }, (_, i) => Math.sin(i) / 50);
  runtime.device.queue.writeBuffer(gradients.buffer, 0, values);
  const control = new ControlBuffer(runtime, 1);
  control.write(controlOf(0, { gradientClip: 0, epsilon: 1e-12 }));
  const adam = createAdam(runtime, { weights, gradients, average: null, m, v, accumulate: false, control });
  adam.apply();
  const [norm = NaN, scale] = new Float32Array(await runtime.read(adam.norm.buffer));
  const exact = Math.sqrt(values.reduce((sum, v) => sum + v * v, 0));
  expect(Math.abs(norm / exact - 1)).toBeLessThan(1e-6);
  expect(scale).toBe(1);
  // Adam's first step is lr · sign(g).
  const moved = new Float32Array(await runtime.read(weights.buffer, size - 4096, 4096));
  moved.forEach((value, i) => {
    expect(value).toBeCloseTo(-0.02 * Math.sign(values[values.length - 1024 + i] ?? NaN), 5);
  });
  adam.dispose();
  control.dispose();
  for (const buffer of buffers) buffer.destroy();
});
