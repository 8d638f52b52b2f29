import { add, concat, tensor1d, tensor4d, tidy, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { processes } from '../../../diffusion/process/index';
import { planSampler, samplersOf } from '../../../diffusion/samplers/index';
import { gaussians, uniforms } from '../../../diffusion/random';
import { makeTables } from '../../../diffusion/process/tables';
import type { SamplerStage } from '../../../diffusion/types';
import { defaultConfig, type LabConfig } from '../../../lab/fields';
import { testGpu } from '../../../test/gpu';
import { expectClose } from '../../../test/kernelContract';
import type { Combiner, CombinerOptions } from './combiner';
import { createCombiner } from './op';
import { createStockCombiner } from './reference';

const shape = [3, 5, 7, 2] as const;
const pixels = 70;
const size = 210;

function stagesOf(change: Partial<LabConfig>): readonly SamplerStage[] {
  const config = { ...defaultConfig, timesteps: 40, samplingSteps: 5, ...change };
  return planSampler(config, makeTables(config));
}

const optionsOf = (change: Partial<CombinerOptions>, config: Partial<LabConfig>): CombinerOptions => ({
  shape,
  stages: stagesOf(config),
  predictionType: 'epsilon',
  clip: 'none',
  guided: false,
  learnedVariance: false,
  ...change,
});

/** Reads a copy: tfjs cannot download a view. */
async function read(t: Tensor): Promise<Float32Array> {
  const copy = add(t, 0);
  const values = await copy.data();
  copy.dispose();
  return Float32Array.from(values);
}

/** A smooth stand-in for a model: its answer differs by pixel, time step, half of the guidance and channel. */
async function answer(combiner: Combiner, { learnedVariance }: CombinerOptions): Promise<Tensor4D> {
  const [x, t] = [await read(combiner.input), await read(combiner.timesteps)];
  const repeats = learnedVariance ? 2 : 1;
  const values = new Float32Array(x.length * repeats);
  x.forEach((value, e) => {
    const time = (t[Math.floor(e / pixels)] ?? NaN) / 40;
    const second = e >= size ? 0.3 : 0;
    const at = Math.floor(e / 2) * 2 * repeats + (e % 2);
    values[at] = Math.tanh(value + time) + second * Math.cos(e);
    if (learnedVariance) values[at + 2] = Math.sin(value);
  });
  return tensor4d(values, [x.length / pixels, 5, 7, 2 * repeats]);
}

interface Trace {
  readonly x: Float32Array;
  readonly x0: Float32Array;
  readonly eps: Float32Array;
}

/** Runs all stages; the frames of the first and the last. */
async function trace(combiner: Combiner, options: CombinerOptions, seed: number): Promise<Trace[]> {
  const frames: Trace[] = [];
  const frame = async (): Promise<void> => {
    const joined = tidy(() => concat([combiner.x, combiner.x0, combiner.eps]));
    const all = await read(joined);
    joined.dispose();
    const part = (i: number): Float32Array => all.slice(i * size, (i + 1) * size);
    frames.push({ x: part(0), x0: part(1), eps: part(2) });
  };
  combiner.start({ seed, kind: 'gaussian' });
  await frame();
  for (const index of options.stages.keys()) {
    combiner.setStage(index, { seed, guidanceScale: 2.5 });
    const prediction = await answer(combiner, options);
    combiner.apply(prediction);
    prediction.dispose();
    await frame();
  }
  return frames;
}

async function expectSameRun(options: CombinerOptions): Promise<void> {
  const { runtime } = await testGpu();
  const combiner = createCombiner(runtime, options);
  const expected = await trace(createStockCombiner(options), options, 5);
  // Twice: what a run leaves in the registers must not show in the next.
  for (let repeat = 0; repeat < 2; repeat++) {
    const actual = await trace(combiner, options, 5);
    actual.forEach((frame, i) => {
      for (const key of ['x', 'x0', 'eps'] as const) {
        expectClose(frame[key], expected[i]?.[key] ?? new Float32Array(), 1e-4, `${key} after ${i} stages`);
      }
    });
  }
  combiner.dispose();
}

describe('the GPU runs the stages as src/diffusion/samplers/run.ts does', () => {
  test.each(samplersOf(processes.gaussian))('%s', (sampler) =>
    expectSameRun(optionsOf({ clip: 'unit' }, { sampler, eta: 0.7 })),
  );

  test('flow Euler', () =>
    expectSameRun(optionsOf({ predictionType: 'flow' }, { sampler: 'flow_euler', predictionType: 'flow' })));

  test('mixing', () =>
    expectSameRun(
      optionsOf(
        { predictionType: 'sample' },
        { process: 'corrupt', sampler: 'mixing', predictionType: 'sample' },
      ),
    ));

  test('v-prediction, guided', () =>
    expectSameRun(
      optionsOf(
        { predictionType: 'v_prediction', guided: true, clip: 'unit' },
        { sampler: 'dpmpp_2m', predictionType: 'v_prediction' },
      ),
    ));

  test('learned variance, guided', () =>
    expectSameRun(
      optionsOf(
        { learnedVariance: true, guided: true, clip: 'unit' },
        { sampler: 'ddpm', variance: 'learned_range' },
      ),
    ));

  test('dynamic thresholding', () =>
    expectSameRun(optionsOf({ clip: 'dynamic', guided: true }, { sampler: 'ddim', eta: 1 })));
});

/** One stage whose x̂₀ is the prediction itself and whose next x is x̂₀. */
const take: SamplerStage = {
  timestep: 1,
  place: 1,
  signal: 0.6,
  noise: 0.8,
  next: { x0: 1 },
  epsFromClipped: false,
  endsStep: true,
};

test('the bound of dynamic thresholding is the quantile, ties and all', async () => {
  const { runtime } = await testGpu();
  const options = optionsOf(
    { clip: 'dynamic', predictionType: 'sample', stages: [take], shape: [3, 10, 10, 2] },
    {},
  );
  const combiner = createCombiner(runtime, options);
  // 0.995 · 199 = 198.005: between the two largest of 200.
  const ramp = Array.from({ length: 200 }, (_, i) => (i % 2 ? 1 : -1) * ((i * 37) % 200) * 0.01);
  const ties = ramp.map((_, i) => (i < 4 ? -3 : 0.5));
  const small = ramp.map((value) => value / 4);
  combiner.start({ seed: 1, kind: 'gaussian' });
  combiner.setStage(0, { seed: 1, guidanceScale: 1 });
  const prediction = tensor4d([...ramp, ...ties, ...small], [3, 10, 10, 2]);
  combiner.apply(prediction);
  const bound = 1.98 + 0.005 * 0.01;
  const clamped = ramp.map((value) => Math.max(-bound, Math.min(bound, value)) / bound);
  const expected = [...clamped, ...ties.map((value) => value / 3), ...small];
  expectClose(await read(combiner.x0), Float32Array.from(expected), 1e-6, 'x0');
  prediction.dispose();
  combiner.dispose();
});

describe('start', () => {
  test.each(['gaussian', 'uniform'] as const)('%s noise over an image, sample by sample', async (kind) => {
    const { runtime } = await testGpu();
    const options = optionsOf({ guided: true }, {});
    const combiner = createCombiner(runtime, options);
    const image = Float32Array.from({ length: pixels }, (_, p) => p / 70);
    const pictures = tensor1d(image);
    combiner.start({ seed: 9, kind, image: pictures, signal: 0.8, noise: 0.6 });
    const draw = (kind === 'uniform' ? uniforms : gaussians)({ seed: 9, stream: 1 }, size);
    const expected = Float32Array.from(draw, (value, e) => 0.6 * value + 0.8 * (image[e % pixels] ?? NaN));
    expectClose(await read(combiner.x), expected, 1e-6, 'x');
    const both = Float32Array.of(...expected, ...expected);
    expectClose(await read(combiner.input), both, 1e-6, 'input');
    expect(await read(combiner.eps)).toEqual(new Float32Array(size));
    // The first samples are the same, however many there are.
    const fewer = createCombiner(runtime, { ...options, shape: [2, 5, 7, 2] });
    fewer.start({ seed: 9, kind, image: pictures, signal: 0.8, noise: 0.6 });
    expect(await read(fewer.x)).toEqual((await read(combiner.x)).slice(0, 2 * pixels));
    pictures.dispose();
    combiner.dispose();
    fewer.dispose();
  });
});
