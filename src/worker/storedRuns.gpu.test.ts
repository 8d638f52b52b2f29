// Runs that are kept between visits: a session that ends, and others that find what it left.
import { expect, test } from 'vitest';
import { parseSafetensors, writeSafetensors } from '../engine/checkpoint/safetensors';
import { LabError } from '../lab/errors';
import { MemoryLocks } from '../storage/locks';
import { MemoryFiles } from '../storage/memory';
import { startSession, tiny } from '../test/session';
import type { WorkerEvent } from './protocol';

const lossesOf = (events: readonly WorkerEvent[]): number[] =>
  events.flatMap((event) => (event.type === 'report' ? [...event.report.losses] : []));

const find = <Type extends WorkerEvent['type']>(events: readonly WorkerEvent[], type: Type) => {
  const found = events.findLast(
    (event): event is Extract<WorkerEvent, { type: Type }> => event.type === type,
  );
  if (!found) throw new Error(`There is no ${type} in ${events.map((event) => event.type).join(', ')}.`);
  return found;
};

test('a run is saved at its end, named, listed, gone on with bit by bit, and removed', async () => {
  const config = { ...tiny, steps: 8 };
  const whole = await (await startSession()).ask({ type: 'train', config, fresh: true });
  const files = new MemoryFiles();

  const first = await startSession({ runs: { files, locks: new MemoryLocks() } });
  const begun = await first.ask({ type: 'train', config: { ...config, steps: 5 }, fresh: true });
  const { run } = find(begun, 'stored');
  expect(run).toMatchObject({ step: 5, steps: 5, name: '', busy: true });

  const next = await startSession({ runs: { files, locks: new MemoryLocks() } });
  expect(find(next.events, 'runs').runs).toEqual([{ ...run, busy: false }]);
  await next.ask({ type: 'name-run', id: run.id, name: 'mine' });
  const loaded = find(await next.ask({ type: 'open-run', id: run.id }), 'loaded');
  expect(loaded).toMatchObject({ step: 5, stored: run.id, history: { film: [{ step: 5 }] } });
  const rest = await next.ask({ type: 'train', config, fresh: false });
  expect([...lossesOf(begun), ...lossesOf(rest)]).toEqual(lossesOf(whole));
  expect(find(rest, 'stored').run).toMatchObject({ id: run.id, step: 8, name: 'mine' });
  // What is in use stays.
  expect(find(await next.ask({ type: 'remove-run', id: run.id }), 'runs').runs).toHaveLength(1);

  const last = await startSession({ runs: { files, locks: new MemoryLocks() } });
  const read = find(await last.ask({ type: 'read-run', id: run.id }), 'run-read');
  expect(read.history.losses.buckets.map(({ sum }) => sum)).toEqual(lossesOf(whole));
  expect(find(await last.ask({ type: 'remove-run', id: run.id }), 'runs').runs).toEqual([]);
  expect([...files.files.keys()]).toEqual([]);
});

test('two tabs that go on with the same run do not write into the same one', async () => {
  const [files, locks] = [new MemoryFiles(), new MemoryLocks()];
  const one = await startSession({ runs: { files, locks } });
  const { run } = find(await one.ask({ type: 'train', config: tiny, fresh: true }), 'stored');
  const other = await startSession({ runs: { files, locks } });
  expect(find(other.events, 'runs').runs).toMatchObject([{ id: run.id, busy: true }]);
  const loaded = find(await other.ask({ type: 'open-run', id: run.id }), 'loaded');
  expect(loaded.stored).not.toBe(run.id);
  const further = { ...tiny, steps: tiny.steps + 2 };
  const copy = find(await other.ask({ type: 'train', config: further, fresh: false }), 'stored').run;
  expect(copy).toMatchObject({ id: loaded.stored, step: 6 });
  const { runs } = find(await one.ask({ type: 'list-runs' }), 'runs');
  expect(runs).toMatchObject([
    { id: copy.id, step: 6 },
    { id: run.id, step: 4 },
  ]);
});

test('a run is saved at once where it is asked for, and not twice for one step', async () => {
  const { ask, tell, until, events } = await startSession({
    runs: { files: new MemoryFiles(), locks: new MemoryLocks(), everyMs: 3_600_000 },
  });
  const config = { ...tiny, steps: 200 };
  const going = tell({ type: 'train', config, fresh: true });
  await until('report');
  await tell({ type: 'keep' });
  await until('stored');
  const { run } = find(events, 'stored');
  expect(run.step).toBeLessThan(config.steps);
  expect(events.filter(({ type }) => type === 'stored')).toHaveLength(1);
  await ask({ type: 'stop' });
  await going;
});

test('where nothing can be kept it says so once, and trains', async () => {
  class Full extends MemoryFiles {
    override write(): Promise<void> {
      return Promise.reject(new LabError('storage', 'full'));
    }
  }
  const { ask } = await startSession({ runs: { files: new Full(), locks: new MemoryLocks() } });
  const events = await ask({ type: 'train', config: tiny, fresh: true });
  expect(events.filter(({ type }) => type === 'notice')).toMatchObject([{ name: 'unkept' }]);
  expect(find(events, 'trained')).toMatchObject({ step: tiny.steps, stopped: false });
  const again = await ask({ type: 'train', config: { ...tiny, steps: tiny.steps + 1 }, fresh: false });
  expect(again.filter(({ type }) => type === 'notice')).toEqual([]);
});

test('weights that say nothing of themselves open where names and shapes fit the settings', async () => {
  const { ask } = await startSession();
  await ask({ type: 'train', config: tiny, fresh: true });
  const { tensors } = parseSafetensors(find(await ask({ type: 'save' }), 'saved').checkpoint);
  const weights = new Map([...tensors].filter(([name]) => !/^(ema|adam|run)\./.test(name)));
  const foreign = writeSafetensors({ tensors: weights, metadata: { format: 'pt' } });
  const loaded = find(await ask({ type: 'load', checkpoint: foreign, config: tiny }), 'loaded');
  expect(loaded).toMatchObject({ step: 0, config: tiny });
  const again = parseSafetensors(find(await ask({ type: 'save' }), 'saved').checkpoint).tensors;
  for (const [name, { values }] of weights) expect(again.get(name)?.values).toEqual(values);
  await expect(
    ask({ type: 'load', checkpoint: foreign, config: { ...tiny, width: 16 } }),
  ).rejects.toMatchObject({ code: 'bad-checkpoint', reason: { name: 'tensor-shape' } });
});
