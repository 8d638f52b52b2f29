// A device that is lost while the page trains: what was kept goes to the page, and trains on in another worker.
import { expect, test } from 'vitest';
import type { LabConfig } from '../lab/fields';
import { loseTestEngine } from '../test/gpu';
import { startSession, tiny } from '../test/session';
import type { WorkerEvent } from './protocol';

const config: LabConfig = { ...tiny, steps: 24 };
const further: LabConfig = { ...config, steps: 30 };
const lossesOf = (events: readonly WorkerEvent[]): number[] =>
  events.flatMap((event) => (event.type === 'report' ? [...event.report.losses] : []));

function rescuedOf(events: readonly WorkerEvent[]): ArrayBuffer {
  const rescued = events.flatMap((event) => (event.type === 'rescued' ? [event.checkpoint] : []));
  expect(rescued).toHaveLength(1);
  return rescued[0] ?? new ArrayBuffer();
}

test('the weights that were kept come back to another worker, and train on there', async () => {
  const untroubled = await startSession();
  await untroubled.ask({ type: 'train', config, fresh: true });
  const expected = lossesOf(await untroubled.ask({ type: 'train', config: further, fresh: false }));

  const lost = await startSession();
  const begun = await lost.ask({ type: 'train', config, fresh: true });
  expect(begun).toContainEqual(expect.objectContaining({ type: 'kept', step: 24 }));
  const going = lost.ask({ type: 'train', config: { ...config, steps: 10_000 }, fresh: false });
  await lost.until('report');
  await loseTestEngine();
  const events = await going;
  expect(events.at(-1)).toMatchObject({ type: 'failed', code: 'device-lost' });

  const next = await startSession();
  const [loaded] = await next.ask({ type: 'load', checkpoint: rescuedOf(events) });
  expect(loaded).toMatchObject({ type: 'loaded', step: 24 });
  expect(lossesOf(await next.ask({ type: 'train', config: further, fresh: false }))).toEqual(expected);
});

test('of a model that rests they go to the page at once', async () => {
  const { ask, until } = await startSession();
  await ask({ type: 'train', config, fresh: true });
  const told = until('rescued');
  await loseTestEngine();
  await told;
  const drawn = ask({ type: 'sample', config, start: { kind: 'noise' }, lane: 'main' });
  await expect(drawn).rejects.toMatchObject({ code: 'device-lost' });
});
