// A WebGL context that is lost: whatever the session does then ends and says why. On tfjs's CPU backend with a stand-in
// for the context, since Node has no WebGL.
import '@tensorflow/tfjs';
import { backend, setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { openStockEngine } from '../engine/engine';
import { modelFile } from '../test/modelFile';
import { startSession, tiny } from '../test/session';

const canvas = new EventTarget();
let lost = false;

beforeAll(async () => {
  await setBackend('cpu');
  Object.assign(backend(), { gpgpu: { gl: { canvas, isContextLost: () => lost } } });
});
beforeEach(() => void (lost = false));

function lose(): void {
  lost = true;
  canvas.dispatchEvent(new Event('webglcontextlost'));
}

const [side, config] = [8, { ...tiny, batchSize: 1, steps: 100, samplingSteps: 3, sampleCount: 1 }];
const shape = { height: side, width: side, channels: 1 };
const checkpoint = modelFile(config, { ...shape, classes: 1 });

/** A session that has a model. */
async function opened() {
  const session = await startSession({ engine: () => openStockEngine('cpu') });
  await session.ask({ type: 'load', checkpoint: checkpoint.slice() });
  return session;
}

type Opened = Awaited<ReturnType<typeof opened>>;
const orders = {
  train: { type: 'train', config, fresh: false },
  sample: { type: 'sample', config, start: { kind: 'noise' }, lane: 'main' },
  explore: { type: 'explore', config, exploration: { what: 'steps' } },
  assess: { type: 'assess', config, count: 50 },
  denoise: {
    type: 'denoise',
    config,
    timesteps: [9],
    images: { ...shape, count: 1, pixels: new Float32Array(side * side) },
    seed: 1,
  },
} as const satisfies Record<string, Parameters<Opened['ask']>[0]>;

/** Said by an event of the training, thrown by whatever else was asked. */
async function sentenceOf(going: Promise<readonly unknown[]>): Promise<string> {
  const [end] = (await going.catch((thrown: unknown) => [thrown])).slice(-1);
  expect(end).toMatchObject({ code: 'device-lost' });
  const { message, sentence } = end as { message?: string; sentence?: string };
  return message ?? sentence ?? '';
}

const isLost = /^The graphics device was lost \(its WebGL context\)\. Start again\.$/;

test.each([
  ['train', 'report'],
  ['sample', 'frame'],
  ['explore', 'exploring'],
] as const)('it ends a %s that is under way', async (name, sign) => {
  const { ask, until } = await opened();
  const going = ask(orders[name]);
  await until(sign);
  lose();
  expect(await sentenceOf(going)).toMatch(isLost);
});

test.each(Object.entries(orders))('no %s begins before its event has come', async (_, order) => {
  const { ask } = await opened();
  lost = true;
  expect(await sentenceOf(ask(order))).toMatch(isLost);
});

test('of a model that rests the weights go to the page at once', async () => {
  const { ask, events } = await opened();
  // The file is at step 40.
  await ask({ ...orders.train, config: { ...config, steps: 41 } });
  lose();
  expect(events.at(-1)).toMatchObject({ type: 'rescued' });
});
