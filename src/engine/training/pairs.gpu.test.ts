// A model that learns from its own samples: each of them comes of the noise that the batch makes again, and the run that
// begins with the model's weights learns to go from the one to the other.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeTables } from '../../diffusion/process/tables';
import { gaussians, streams } from '../../diffusion/random';
import { defaultConfig, type LabConfig } from '../../lab/fields';
import { jumpConfig, teacherConfig } from '../../lab/jump';
import { testEngine } from '../../test/gpu';
import { tinyDataset as dataset } from '../../test/tinyDataset';
import { train } from '../../test/trainingContract';
import type { Engine } from '../engine';
import { Sampler } from '../sampling/sampler';
import { makePairs } from './pairs';
import { Trainer } from './trainer';

const config: LabConfig = {
  ...defaultConfig,
  model: 'playground',
  optimizer: 'adam',
  width: 8,
  batchSize: 4,
  timesteps: 50,
  steps: 10,
  guidanceScale: 1,
};
const pixels = 64;

let engine: Engine;
let teacher: Trainer;
beforeAll(async () => {
  engine = await testEngine();
  teacher = new Trainer({ engine, config, dataset });
  await train(teacher, 3);
});
afterAll(() => teacher.dispose());

const parts = () => {
  const own = teacherConfig(config);
  return {
    engine,
    model: teacher.model,
    pass: teacher.stepper.pass('average'),
    config: own,
    tables: makeTables(own),
    image: dataset,
    classes: 2,
  };
};

const pairsOf = (signal: AbortSignal) =>
  makePairs({ ...parts(), count: 50, seed: 5, dataset, signal, onProgress: () => undefined });

test('a pair is a sample of the noise of its number, and a stop ends the drawing', async () => {
  const pairs = await pairsOf(new AbortController().signal);
  expect(pairs).toMatchObject({ count: 64, name: dataset.name, classNames: dataset.classNames });
  const index = 37;
  const sampler = new Sampler({ ...parts(), config: { ...parts().config, sampleCount: 1 } });
  const noise = Float32Array.from(gaussians({ seed: 5, stream: streams.pairs }, pixels, index * pixels));
  let sample = new Float32Array();
  const run = { seed: 0, labels: [pairs?.labels[index] ?? 9], guidanceScale: 1, noise } as const;
  for await (const { x } of sampler.run({ ...run, frames: 'last' })) sample = Float32Array.from(x);
  sampler.dispose();
  const bytes = pairs?.images.subarray(index * pixels, (index + 1) * pixels) ?? new Uint8Array();
  bytes.forEach((byte, i) =>
    expect(Math.abs(byte / 127.5 - 1 - (sample[i] ?? NaN))).toBeLessThan(0.5 / 127.5 + 1e-4),
  );
  const stopped = new AbortController();
  stopped.abort();
  expect(await pairsOf(stopped.signal)).toBeNull();
});

test('a run begins with the weights that it is given, and learns the way from noise to sample', async () => {
  const pairs = await pairsOf(new AbortController().signal);
  if (!pairs) return expect.fail('nothing was drawn');
  const weights = await teacher.stepper.read('average');
  const jump = { ...jumpConfig(config), steps: 20, trainSeed: 5, pureNoiseRate: 1, warmupSteps: 0 };
  const trainer = new Trainer({ engine, config: jump, dataset, teaching: { initial: { weights }, pairs } });
  expect(await trainer.stepper.read('weights')).toEqual(weights);
  const losses = await train(trainer, 20);
  const mean = (of: readonly number[]): number => of.reduce((a, b) => a + b, 0) / of.length;
  expect(mean(losses.slice(-5))).toBeLessThan(0.95 * mean(losses.slice(0, 5)));
  trainer.dispose();
});
