// A GPU that opens and computes nonsense: the next backend is taken, with the reason.
import { mul, setBackend } from '@tensorflow/tfjs-core';
import { afterEach, expect, test, vi } from 'vitest';
import { openStockEngine, type Engine } from '../engine/engine';
import { testEngine } from '../test/gpu';
import { firstThatComputes } from './openEngine';

afterEach(() => setBackend('webgpu').then(() => undefined));

const openStock = (): Promise<Engine> => openStockEngine('cpu');

/** As some phones' GPUs do, without any error. */
async function openBroken(engine: Engine): Promise<Engine & { close: ReturnType<typeof vi.fn> }> {
  const { ops } = engine;
  const loss: typeof ops.loss = (...args) => mul(ops.loss(...args), 0);
  return { ...engine, ops: { ...ops, loss }, close: vi.fn<() => void>() };
}

test('a GPU that computes is taken without a word', async () => {
  const engine = await testEngine();
  expect(await firstThatComputes([() => Promise.resolve(engine), openStock])).toEqual({ engine });
});

test('a GPU that gives zeros is closed, and the next backend opens with the reason', async () => {
  const broken = await openBroken(await testEngine());
  const { engine, reason } = await firstThatComputes([() => Promise.resolve(broken), openStock]);
  expect(engine?.backend).toBe('cpu');
  expect(reason).toContain('the self-test got zeros');
  expect(broken.close).toHaveBeenCalledTimes(1);
});

test('where none computes there is none, with all the reasons', async () => {
  const broken = await openBroken(await testEngine());
  const none = (): Promise<Engine> => Promise.reject(new Error('This browser has no WebGPU.'));
  const { engine, reason } = await firstThatComputes([none, () => Promise.resolve(broken)]);
  expect(engine).toBeNull();
  expect(reason).toMatch(/^This browser has no WebGPU\. .*zeros/);
});
