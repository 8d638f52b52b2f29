// A model's file is opened with the images that it was trained on, or without them.
import { expect, test } from 'vitest';
import { parseSafetensors, writeSafetensors } from '../engine/checkpoint/safetensors';
import { ownImages, startSession, tiny } from '../test/session';
import type { WorkerEvent } from './protocol';

type Ask = Awaited<ReturnType<typeof startSession>>['ask'];

async function save(ask: Ask): Promise<ArrayBuffer> {
  const [saved] = await ask({ type: 'save' });
  if (saved?.type !== 'saved') throw new Error('Nothing was saved.');
  return saved.checkpoint;
}

/** A model that was trained on the visitor's own images, as a file. */
async function modelFile(): Promise<ArrayBuffer> {
  const { ask } = await startSession();
  await ask({ type: 'train', config: tiny, fresh: true });
  return save(ask);
}

const draw = (ask: Ask) =>
  ask({ type: 'sample', config: tiny, start: { kind: 'noise' }, lane: 'main' } as const);

const lossesOf = (events: readonly WorkerEvent[]): number[] =>
  events.flatMap((event) => (event.type === 'report' ? [...event.report.losses] : []));

const shape = { height: 8, width: 8, channels: 1 };
const further = { type: 'train', config: { ...tiny, steps: tiny.steps + 2 }, fresh: false } as const;

test('a model opens, draws and is saved again where its images are not', async () => {
  const checkpoint = await modelFile();
  const { ask } = await startSession({ own: null });
  expect(await ask({ type: 'load', checkpoint })).toMatchObject([
    { type: 'loaded', step: tiny.steps, config: { dataset: 'own' }, shape },
  ]);
  const drawn = await draw(ask);
  expect(drawn.at(-1)).toMatchObject({ type: 'sampled' });
  expect(drawn[0]).toMatchObject({ type: 'frame', frame: { xt: shape } });
  expect(parseSafetensors(await save(ask))).toEqual(parseSafetensors(checkpoint));
});

test('to train on it asks for its images, and goes on as if they had been there', async () => {
  const checkpoint = await modelFile();
  const untroubled = await startSession();
  await untroubled.ask({ type: 'load', checkpoint });
  const expected = lossesOf(await untroubled.ask(further));
  expect(expected).toHaveLength(2);

  const { ask } = await startSession({ own: null });
  await ask({ type: 'load', checkpoint });
  await expect(ask(further)).rejects.toMatchObject({ code: 'no-data', reason: { name: 'no-own-images' } });
  expect((await draw(ask)).at(-1)).toMatchObject({ type: 'sampled' });
  await ask({ type: 'load-data', config: tiny, own: ownImages(8) });
  const events = await ask(further);
  expect(lossesOf(events)).toEqual(expected);
  expect(events.at(-1)).toMatchObject({ type: 'trained', step: tiny.steps + 2 });
});

test('it trains on with no images of another shape, and says which it needs', async () => {
  const { ask } = await startSession({ own: ownImages(16) });
  await ask({ type: 'load', checkpoint: await modelFile() });
  await expect(ask(further)).rejects.toMatchObject({
    code: 'bad-setting',
    reason: { name: 'other-images', values: { ...shape, otherWidth: 16, otherHeight: 16, otherChannels: 1 } },
  });
  expect((await draw(ask)).at(-1)).toMatchObject({ type: 'sampled' });
});

test('a model of photos opens where no photos can be had, and is not trained on with strokes', async () => {
  const { tensors, metadata } = parseSafetensors(await modelFile());
  const config = JSON.stringify({ ...tiny, dataset: 'cifar10' });
  const checkpoint = writeSafetensors({ tensors, metadata: { ...metadata, config } });
  const { ask } = await startSession({ server: 'empty' });
  await ask({ type: 'load-data', config: { ...tiny, dataset: 'cifar10' } });
  expect((await ask({ type: 'load', checkpoint })).at(-1)).toMatchObject({ type: 'loaded', shape });
  expect((await draw(ask)).at(-1)).toMatchObject({ type: 'sampled' });
  await expect(ask(further)).rejects.toMatchObject({
    code: 'no-data',
    reason: { name: 'file-lacking' },
  });
});
