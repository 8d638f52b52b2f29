import {
  concat,
  grad,
  tensor1d,
  tensor2d,
  tensor4d,
  tidy,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { learnedLogVariance } from '../../../diffusion/theory/posterior';
import { predictionFactors, targetFactors } from '../../../diffusion/objective/predict';
import { deriveTables } from '../../../diffusion/schedule/tables';
import { makeTables } from '../../../diffusion/process/tables';
import type { Tables } from '../../../diffusion/types';
import type { PredictionType } from '../../../diffusion/objective/predict';
import { boundTerm } from '../../../diffusion/theory/bound';
import { defaultConfig } from '../../../lab/fields';
import { testGpu } from '../../../test/gpu';
import { checkKernel, expectClose, normals } from '../../../test/kernelContract';
import { variationalBound, type BoundInputs } from './op';
import { variationalBoundReference } from './reference';
import { packBoundTable, rowFloats } from './table';

type Shape = readonly [batch: number, height: number, width: number, channels: number];

const predictionTypes = ['epsilon', 'sample', 'v_prediction'] as const;
const tablesOf = (timesteps: number): Tables =>
  makeTables({ ...defaultConfig, schedule: 'squaredcos_cap_v2', predictionType: 'epsilon', timesteps });

interface Case {
  readonly tables: Tables;
  readonly type: PredictionType;
  readonly shape: Shape;
  readonly timesteps: readonly number[];
  readonly x0: Float64Array;
  readonly xt: Float64Array;
  readonly target: Float64Array;
  readonly predicted: Float64Array;
  readonly v: Float64Array;
}

/** Byte values, x̂₀ off by a tenth of the noise, and any v; near 1 at t = 0, so that P is not all 0 and 1. */
function caseOf(tables: Tables, type: PredictionType, shape: Shape, timesteps: readonly number[]): Case {
  const size = shape.reduce((product, side) => product * side, 1);
  const pixels = size / shape[0];
  const next = normals(7);
  const time = (e: number): number => timesteps[Math.floor(e / pixels)] ?? Number.NaN;
  const draw = (value: (e: number) => number): Float64Array =>
    Float64Array.from({ length: size }, (_, e) => Math.fround(value(e)));
  const x0 = draw((e) => (2 * ((e * 89) % 256)) / 255 - 1)
    .fill(-1, 0, 3)
    .fill(1, 3, 6);
  const noise = draw(next);
  const at = (table: Float64Array, e: number): number => table[time(e)] ?? Number.NaN;
  const xt = x0.map((x, e) => at(tables.signal, e) * x + at(tables.noise, e) * (noise[e] ?? NaN));
  const target = x0.map((x, e) => {
    const factors = targetFactors(type, at(tables.signal, e), at(tables.noise, e));
    return factors.x0 * x + factors.eps * (noise[e] ?? Number.NaN);
  });
  const predicted = target.map((value, e) => {
    const [signal, level] = [at(tables.signal, e), at(tables.noise, e)];
    const error = (0.1 * level * next()) / predictionFactors(type, signal, level).x0.prediction;
    return Math.fround(value + error);
  });
  const v = draw((e) => (time(e) === 0 ? 0.95 + 0.05 * next() : 0.8 * next()));
  return { tables, type, shape, timesteps, x0, xt, target, predicted, v };
}

/** boundTerm of pixel e alone. */
function bitsOf({ tables, type, shape, timesteps, x0, xt, predicted }: Case, e: number, v: number): number {
  const t = timesteps[Math.floor((e * shape[0]) / x0.length)] ?? Number.NaN;
  const factors = predictionFactors(type, tables.signal[t] ?? NaN, tables.noise[t] ?? NaN).x0;
  return boundTerm(tables, {
    t,
    x0: x0.subarray(e, e + 1),
    xt: xt.subarray(e, e + 1),
    predOriginalSample: Float64Array.of(
      factors.x * (xt[e] ?? NaN) + factors.prediction * (predicted[e] ?? NaN),
    ),
    logVariance: Float64Array.of(learnedLogVariance(tables, t, v)),
  });
}

/** The kernel's value, and its gradient parted into halves. */
async function onGpu(
  given: Case,
  scale: number,
): Promise<{ value: number; mean: Float32Array; variance: Float32Array }> {
  const { runtime } = await testGpu();
  const { tables, type, shape, timesteps } = given;
  const map = (values: Float64Array): Tensor4D => tensor4d(Float32Array.from(values), [...shape]);
  const rows = tensor2d(packBoundTable(tables, type), [tables.timesteps, rowFloats]);
  const [xt, target, t] = [map(given.xt), map(given.target), tensor1d([...timesteps], 'float32')];
  const prediction = tidy(() => concat([map(given.predicted), map(given.v)], 3));
  const bound = (p: Tensor4D): ReturnType<typeof variationalBound> =>
    variationalBound(runtime, { prediction: p, xt, target, timesteps: t, rows }, { scale });
  const value = (await bound(prediction).data())[0] ?? Number.NaN;
  const gradient = grad((p) => bound(p as Tensor4D))(prediction);
  const half = (first: number): Promise<Float32Array> =>
    gradient.slice([0, 0, 0, first], [...shape]).data<'float32'>();
  return { value, mean: await half(0), variance: await half(shape[3]) };
}

const shapes: readonly Shape[] = [
  [4, 7, 5, 1],
  [4, 3, 4, 3],
  [4, 24, 25, 1],
];

test.each(predictionTypes.flatMap((type) => shapes.map((shape) => ({ type, shape }))))(
  '$type of $shape: values and slopes of boundTerm at every kind of time step',
  async ({ type, shape }) => {
    const tables = tablesOf(20);
    const pixels = shape[1] * shape[2] * shape[3];
    for (const timesteps of [
      [0, 0, 0, 0],
      [1, 7, 19, 0],
    ]) {
      const given = caseOf(tables, type, shape, timesteps);
      const { value, mean, variance } = await onGpu(given, 1);
      const bits = given.v.map((v, e) => bitsOf(given, e, v));
      const expected = bits.reduce((sum, term) => sum + term, 0) / bits.length;
      expect(Math.abs(value / expected - 1)).toBeLessThan(1e-5);
      expect(mean.every((slope) => slope === 0)).toBe(true);
      const slopes = Float32Array.from(given.v, (v, e) => {
        const h = 1e-5;
        return (bitsOf(given, e, v + h) - bitsOf(given, e, v - h)) / (2 * h * bits.length);
      });
      timesteps.forEach((t, i) => {
        const sample = (values: Float32Array): Float32Array => values.subarray(i * pixels, (i + 1) * pixels);
        expectClose(sample(variance), sample(slopes), 1e-4, `slopes at t = ${t}`);
      });
    }
  },
);

/** Variance and mean come apart: only the variance has a gradient, and the finite difference moves it alone. */
function inputsOf([v, mean, xt, target, timesteps, rows]: readonly Tensor[]): BoundInputs {
  return {
    prediction: concat([mean as Tensor4D, v as Tensor4D], 3),
    xt: xt as Tensor4D,
    target: target as Tensor4D,
    timesteps: timesteps as Tensor1D,
    rows: rows as Tensor2D,
  };
}

test.each(predictionTypes)('%s: values and gradients of the stock operations', async (type) => {
  const tables = tablesOf(20);
  const shape: Shape = [3, 7, 5, 1];
  const given = caseOf(tables, type, shape, [0, 4, 19]);
  const constant = true;
  await checkKernel({
    inputs: [
      { shape, values: given.v },
      { shape, values: given.predicted, constant },
      { shape, values: given.xt, constant },
      { shape, values: given.target, constant },
      { shape: [3], values: given.timesteps, constant },
      { shape: [20, rowFloats], values: packBoundTable(tables, type), constant },
    ],
    kernel: (runtime, tensors) => variationalBound(runtime, inputsOf(tensors), { scale: 0.02 }),
    reference: (tensors) => variationalBoundReference(inputsOf(tensors), { scale: 0.02 }),
  });
});

test('the right mean with the variance β̃ costs nothing, with β what the KL divergence says', async () => {
  // β = ½ throughout: at t = 1, β̃ = ½ · ½ / ¾ = ⅓.
  const tables = deriveTables(Float64Array.of(0.5, 0.5, 0.5));
  const made = caseOf(tables, 'epsilon', [2, 4, 4, 1], [1, 1]);
  const exact = { ...made, predicted: made.target };
  const least = await onGpu({ ...exact, v: made.v.map(() => -1) }, 1);
  expect(Math.abs(least.value)).toBeLessThan(1e-6);
  expect(Math.max(...least.variance.map(Math.abs))).toBeLessThan(1e-6);
  const most = await onGpu({ ...exact, v: made.v.map(() => 1) }, 0.5);
  const nats = 0.5 * (Math.log(1.5) - 1 + 1 / 1.5);
  expect(most.value).toBeCloseTo((0.5 * nats) / Math.LN2, 6);
  // d/dv = ½·ln(β/β̃) · ½·(1 − β̃/β), of each of 32 pixels.
  const slope = (0.5 * (0.5 * Math.log(1.5) * 0.5 * (1 - 1 / 1.5))) / Math.LN2 / 32;
  most.variance.forEach((value) => expect(Math.abs(value / slope - 1)).toBeLessThan(1e-5));
});

test('the last step of zero terminal SNR has a bound for every type of prediction', () => {
  const tables = deriveTables(Float64Array.of(0.1, 0.4, 1));
  for (const type of predictionTypes) expect(packBoundTable(tables, type).every(Number.isFinite)).toBe(true);
});
