// Where a film starts, and where its frames stand in time.
import { afterAll, expect, test } from 'vitest';
import { qSample } from '../../diffusion/process/forward';
import { gaussians, streams, uniforms } from '../../diffusion/random';
import { makeTables } from '../../diffusion/process/tables';
import { defaultConfig, type LabConfig } from '../../lab/fields';
import { testEngine } from '../../test/gpu';
import { expectClose } from '../../test/kernelContract';
import { tinyDataset as dataset } from '../../test/tinyDataset';
import { Sampler, type ReverseFrame } from './sampler';
import { Trainer } from '../training/trainer';

const base: LabConfig = {
  ...defaultConfig,
  model: 'playground',
  width: 8,
  batchSize: 2,
  timesteps: 50,
  samplingSteps: 5,
  sampleCount: 3,
};
const corrupting: LabConfig = { ...base, process: 'corrupt', sampler: 'mixing', predictionType: 'sample' };
const pixels = 64;
const seed = 7;
/** As pictures are handed to a sampler: −1…1. */
const image = Float32Array.from({ length: pixels }, (_, i) => Math.sin(i));

const trainers: Trainer[] = [];
afterAll(() => trainers.forEach((trainer) => trainer.dispose()));

/** All frames of an untrained model's film. */
async function film(config: LabConfig, startTimestep?: number): Promise<ReverseFrame[]> {
  const engine = await testEngine();
  const trainer = new Trainer({ engine, config, dataset });
  trainers.push(trainer);
  const sampler = new Sampler({
    engine,
    model: trainer.model,
    pass: trainer.stepper.pass('average'),
    config,
    tables: trainer.tables,
    image: dataset,
    classes: 2,
    ...(startTimestep === undefined ? {} : { startTimestep }),
  });
  const run = { seed, labels: [0, 1, 2], guidanceScale: 1, frames: 'all' } as const;
  const frames: ReverseFrame[] = [];
  for await (const frame of sampler.run(startTimestep === undefined ? run : { ...run, image })) {
    frames.push(frame);
  }
  sampler.dispose();
  return frames;
}

const timesteps = (frames: readonly ReverseFrame[]): number[] => frames.map(({ timestep }) => timestep);
const valuesOf = (frame: ReverseFrame | undefined, key: 'x' | 'x0' = 'x'): Float32Array => {
  if (!frame) throw new Error('The film is shorter than expected.');
  return frame[key];
};
const thrice = (values: ArrayLike<number>): Float32Array =>
  Float32Array.from({ length: 3 * pixels }, (_, i) => values[i % pixels] ?? Number.NaN);

test('draws the tutorials’ process from uniform noise, each frame at its amount', async () => {
  const frames = await film(corrupting);
  expect(timesteps(frames)).toEqual([49, 39, 29, 19, 9, -1]);
  const noise = uniforms({ seed, stream: streams.initialNoise }, 3 * pixels);
  expectClose(valuesOf(frames[0]), Float32Array.from(noise), 1e-6, 'start');
  // After the last step all of x is the prediction.
  expectClose(valuesOf(frames[5]), valuesOf(frames[5], 'x0'), 1e-6, 'end');
});

test('varies an image of the tutorials’ process from half its noise', async () => {
  const frames = await film(corrupting, 24);
  expect(timesteps(frames)).toEqual([24, 19, 9, -1]);
  const unit = thrice(image.map((value) => (value + 1) / 2));
  const noise = uniforms({ seed, stream: streams.initialNoise }, 3 * pixels);
  const expected = unit.map((value, i) => 0.5 * value + 0.5 * (noise[i] ?? Number.NaN));
  expectClose(valuesOf(frames[0]), expected, 1e-6, 'start');
  // a: 0.5 → 0.4 moves x by a fifth of the way.
  const predicted = valuesOf(frames[1], 'x0');
  const moved = expected.map((value, i) => 0.8 * value + 0.2 * (predicted[i] ?? Number.NaN));
  expectClose(valuesOf(frames[1]), moved, 1e-5, 'first step');
});

test.each(['sample', 'flow'] as const)(
  'varies an image from xₜ of the schedule, %s',
  async (predictionType) => {
    const config = { ...base, predictionType };
    const frames = await film(config, 24);
    expect(timesteps(frames)).toEqual([24, 19, 9, -1]);
    const noise = gaussians({ seed, stream: streams.initialNoise }, 3 * pixels);
    const expected = qSample(makeTables(config), thrice(image), 24, noise);
    expectClose(valuesOf(frames[0]), Float32Array.from(expected), 1e-5, 'start');
  },
);
