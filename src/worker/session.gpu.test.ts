// The worker's side of a divergence: weights are kept, training stops and says so, and goes on from what was kept.
import { expect, test } from 'vitest';
import type { LabConfig } from '../lab/fields';
import { startSession, tiny } from '../test/session';
import type { WorkerEvent } from './protocol';

const config: LabConfig = { ...tiny, steps: 24, warmupSteps: 100 };
const wild: LabConfig = { ...config, steps: 100, learningRate: 1e30, gradientClip: 0 };
const further: LabConfig = { ...config, steps: 30 };

async function startTraining() {
  const { ask } = await startSession();
  return { ask, begun: await ask({ type: 'train', config, fresh: true }) };
}

const lossesOf = (events: readonly WorkerEvent[]): number[] =>
  events.flatMap((event) => (event.type === 'report' ? [...event.report.losses] : []));

test('after a divergence the session goes back to the weights of before and trains on as if nothing had been', async () => {
  const untroubled = await startTraining();
  const expected = await untroubled.ask({ type: 'train', config: further, fresh: false });
  expect(lossesOf(expected)).toHaveLength(6);

  const { ask } = await startTraining();
  const diverged = await ask({ type: 'train', config: wild, fresh: false });
  expect(diverged.at(-1)).toMatchObject({ type: 'failed', code: 'diverged' });
  // A second try with the ruined weights does not take the place of the good ones.
  const again = await ask({ type: 'train', config: { ...wild, learningRate: 1e-6 }, fresh: false });
  expect(again.filter(({ type }) => type === 'kept')).toEqual([]);

  expect(await ask({ type: 'restore' })).toMatchObject([{ type: 'restored', step: 24 }]);
  expect(lossesOf(await ask({ type: 'train', config: further, fresh: false }))).toEqual(lossesOf(expected));
});

test('the weights of a finished run are kept, and not again before it goes on', async () => {
  const { ask, begun } = await startTraining();
  expect(begun).toContainEqual(expect.objectContaining({ type: 'kept', step: 24 }));
  const events = await ask({ type: 'train', config: further, fresh: false });
  expect(events.filter(({ type }) => type === 'kept')).toEqual([]);
  expect(events.at(-1)).toMatchObject({ type: 'trained', step: 30 });
});

test('a training that cannot be sampled from is refused, and the model of before is as it was', async () => {
  const { ask } = await startTraining();
  const [before] = await ask({ type: 'save' });
  const refused: LabConfig = { ...config, rescaleZeroSnr: true, predictionType: 'epsilon' };
  await expect(ask({ type: 'train', config: refused, fresh: true })).rejects.toMatchObject({
    code: 'bad-setting',
    reason: { name: 'no-signal-left' },
  });
  const [after] = await ask({ type: 'save' });
  expect(after).toMatchObject({ type: 'saved' });
  expect(bytesOf(after)).toEqual(bytesOf(before));
  // Nor is it too late to train on.
  const further = await ask({ type: 'train', config: { ...config, steps: 26 }, fresh: false });
  expect(further.at(-1)).toMatchObject({ type: 'trained', step: 26 });
});

test('the inside of a model is told layer by layer, for a picture of its set', async () => {
  const { ask } = await startSession();
  await ask({ type: 'train', config: tiny, fresh: true });
  const image = { count: 1, height: 8, width: 8, channels: 1, pixels: new Float32Array(64).fill(0.5) };
  const [told] = await ask({ type: 'inside', timestep: 9, image, seed: 3 });
  if (told?.type !== 'inside') throw new Error('The inside was not told.');
  expect(told.layers.map(({ layer }) => layer)).toContain('mid_block.attentions.0');
  expect(told.layers.at(-1)).toMatchObject({
    layer: 'conv_out',
    operation: 'conv2d',
    height: 4,
    channels: 4,
  });
  expect(told.layers.every(({ values }) => values.every(Number.isFinite))).toBe(true);
  expect(told.time?.timesteps).toHaveLength(50);
});

test('a model that was to be taught to jump is as it was where that is stopped while it draws for it', async () => {
  const { ask, tell, until, events } = await startSession();
  await ask({ type: 'train', config: tiny, fresh: true });
  const [before] = await ask({ type: 'save' });
  const broken = tell({ type: 'teach', config: tiny });
  await until('progress');
  expect(events.at(-1)).toMatchObject({ stage: 'pairs', done: 1, total: 2 });
  await tell({ type: 'stop' }, events.at(-1)?.request);
  await broken;
  expect(events.at(-1)).toMatchObject({ type: 'trained', step: tiny.steps, stopped: true });
  const [after] = await ask({ type: 'save' });
  expect(bytesOf(after)).toEqual(bytesOf(before));
});

const bytesOf = (event: WorkerEvent | undefined): Uint8Array =>
  new Uint8Array(event?.type === 'saved' ? event.checkpoint : new ArrayBuffer(0));
