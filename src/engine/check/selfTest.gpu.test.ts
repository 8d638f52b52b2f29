import { mul } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { testEngine } from '../../test/gpu';
import type { Engine } from '../engine';
import { estimateStepMs, selfTest } from './selfTest';

let engine: Engine;
beforeAll(async () => {
  engine = await testEngine();
});

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

test('the time of a step is estimated', async () => {
  expect(await estimateStepMs(engine)).toBeGreaterThan(0);
});
