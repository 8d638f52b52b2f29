// What the page is told where a GPU computes nonsense; on the processor.
import '@tensorflow/tfjs';
import { mul } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { openStockEngine, type Engine } from '../engine/engine';
import { firstThatComputes } from './openEngine';
import type { WorkerEvent } from './protocol';
import { Session } from './session';

const openStock = (): Promise<Engine> => openStockEngine('cpu');

/** As some phones' GPUs do, without any error. */
async function openZeros(): Promise<Engine> {
  const engine = await openStock();
  const loss: Engine['ops']['loss'] = (...args) => mul(engine.ops.loss(...args), 0);
  return { ...engine, adapterName: 'Phone', ops: { ...engine.ops, loss } };
}

/** What a session says of the first engine that computes. */
async function opened(...ways: readonly (() => Promise<Engine>)[]): Promise<WorkerEvent | undefined> {
  const events: WorkerEvent[] = [];
  const session = new Session({
    open: () => firstThatComputes(ways),
    sourcesOf: () => Promise.resolve([]),
    readJudge: () => Promise.reject(new Error('There is no judge here.')),
    post: (event) => void events.push(event),
  });
  await session.handle({ type: 'open', request: 1 });
  return events.find(({ type }) => type === 'opened');
}

test('a GPU that computes zeros gives way to the next, with the reason', async () => {
  expect(await opened(openZeros, openStock)).toMatchObject({
    request: 1,
    backend: 'cpu',
    adapter: 'CPU',
    reason: expect.stringContaining('This GPU (Phone) computes gradients wrongly: the self-test got zeros'),
  });
});

test('where nothing computes the page is told so, and looks no longer', async () => {
  expect(await opened(() => Promise.reject(new Error('There is no WebGPU.')), openZeros)).toMatchObject({
    request: 1,
    backend: 'none',
    reason: expect.stringMatching(/^There is no WebGPU\. This GPU \(Phone\) computes gradients wrongly/),
  });
});
