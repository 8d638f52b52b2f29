import { mul } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { testEngine } from '../../test/gpu';
import type { Engine } from '../engine';
import { estimateStepMs, selfTest } from './selfTest';

let engine: Engine;
beforeAll(async () => {
  engine = await testEngine();
});

afterEach(() => vi.restoreAllMocks());

test('a GPU that computes passes, on our kernels', async () => {
  await expect(selfTest(engine)).resolves.toBeUndefined();
});

test.each([
  ['zeros', 0],
  ['wrong numbers', 1.01],
  ['no numbers', Number.NaN],
])('a GPU that gives %s is refused with a sentence', async (what, factor) => {
  const broken: Engine = {
    ...engine,
    ops: { ...engine.ops, loss: (...args) => mul(engine.ops.loss(...args), factor) },
  };
  await expect(selfTest(broken)).rejects.toMatchObject({
    code: 'bad-gpu',
    message: expect.stringContaining(what) as string,
  });
});

test.each([
  // A step is about 300 of the convolutions that are timed: 40 at once, or one where that alone takes long.
  { chainMs: 10, stepMs: (300 * 10) / 40 },
  { chainMs: 30, stepMs: 300 * 30 },
])('where what is timed takes $chainMs ms, a step takes $stepMs ms', async ({ chainMs, stepMs }) => {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  const { gpu } = engine;
  if (!gpu) throw new Error('no GPU device');
  vi.spyOn(gpu.device.queue, 'onSubmittedWorkDone').mockImplementation(async () => {
    now += chainMs;
    return undefined;
  });
  expect(await estimateStepMs(engine)).toBe(stepMs);
});
