// Commands that follow each other faster than the GPU: each is carried out, one after the other.
import { expect, test } from 'vitest';
import { startSession, tiny } from '../test/session';

test('a run that is stopped while it compiles does not train', async () => {
  const { ask, tell } = await startSession();
  const begun = ask({ type: 'train', config: tiny, fresh: true });
  await tell({ type: 'stop' });
  const events = await begun;
  expect(events.at(-1)).toMatchObject({ type: 'trained', step: 0, stopped: true });
  expect(events.filter(({ type }) => type === 'report')).toEqual([]);
  // It can still be trained: what was left out is made up for.
  const further = await ask({ type: 'train', config: tiny, fresh: false });
  expect(further.at(-1)).toMatchObject({ type: 'trained', step: tiny.steps, stopped: false });
});

test('three presses are three steps, and a pause at the end says nothing more', async () => {
  const { ask } = await startSession();
  await ask({ type: 'train', config: { ...tiny, steps: 1 }, fresh: true });
  const config = { ...tiny, steps: 4 };
  const pressed = await Promise.all([1, 2, 3].map(() => ask({ type: 'step', config })));
  const events = pressed.at(-1) ?? [];
  const steps = events.flatMap((event) => (event.type === 'report' ? [event.report.step] : []));
  expect(steps).toEqual([2, 3, 4]);
  expect(events.at(-1)).toMatchObject({ type: 'trained', step: 4 });
  expect(await ask({ type: 'pause' })).toEqual([]);
});

test('a paused run goes on with the settings of then', async () => {
  const { ask, tell, until } = await startSession();
  const begun = ask({ type: 'train', config: { ...tiny, steps: 10_000 }, fresh: true });
  await until('report');
  await tell({ type: 'pause' });
  const at = (await begun).flatMap((event) => (event.type === 'report' ? [event.report.step] : [])).at(-1);
  const steps = (at ?? 0) + 2;
  const events = await ask({ type: 'resume', config: { ...tiny, steps, learningRate: 0.5 } });
  expect(events.flatMap((event) => (event.type === 'report' ? [event.report] : [])).at(-1)).toMatchObject({
    step: steps,
    steps,
    learningRate: 0.5,
  });
});

test('a pause and a stop add a row to the learning film, once for a step', async () => {
  const { ask, tell, until, events } = await startSession();
  const rows = () => events.flatMap((event) => (event.type === 'preview' ? [event.step] : []));
  const begun = ask({ type: 'train', config: { ...tiny, steps: 10_000 }, fresh: true });
  await until('report');
  await tell({ type: 'pause' });
  const paused = (await begun).flatMap((event) => (event.type === 'paused' ? [event.step] : []));
  expect(rows()).toEqual(paused);
  // Nothing was learnt since.
  await tell({ type: 'stop' });
  expect(rows()).toEqual(paused);
});

test('a model that was loaded trains on', async () => {
  const { ask } = await startSession();
  await ask({ type: 'train', config: tiny, fresh: true });
  const [saved] = await ask({ type: 'save' });
  if (saved?.type !== 'saved') throw new Error('Nothing was saved.');
  const loaded = await ask({ type: 'load', checkpoint: saved.checkpoint });
  expect(loaded.at(-1)).toMatchObject({ type: 'loaded', step: tiny.steps, config: { width: tiny.width } });
  const steps = tiny.steps + 2;
  const events = await ask({ type: 'train', config: { ...tiny, steps }, fresh: false });
  expect(events[0]).toMatchObject({ type: 'training' });
  expect(events.at(-1)).toMatchObject({ type: 'trained', step: steps });
});

test('a fresh run waits for those who still read the model of before', async () => {
  const { ask } = await startSession();
  await ask({ type: 'train', config: { ...tiny, steps: 1 }, fresh: true });
  const images = { count: 1, height: 8, width: 8, channels: 1, pixels: new Float32Array(64) };
  const check = ask({ type: 'denoise', config: tiny, timesteps: [9], images, seed: 1 });
  const again = ask({ type: 'train', config: tiny, fresh: true });
  expect((await check).filter(({ type }) => type === 'denoised')).toHaveLength(1);
  expect((await again).at(-1)).toMatchObject({ type: 'trained', step: tiny.steps });
});

test('a run that is refused leaves the model of before as it was', async () => {
  const { ask } = await startSession();
  await ask({ type: 'train', config: tiny, fresh: true });
  const refused = ask({ type: 'train', config: { ...tiny, width: 12 }, fresh: true });
  await expect(refused).rejects.toMatchObject({ code: 'bad-setting' });
  const [saved] = await ask({ type: 'save' });
  expect(saved).toMatchObject({ type: 'saved' });
});

test('a run that is stopped while its images come says so, and leaves the model of before', async () => {
  const { ask, tell } = await startSession();
  await ask({ type: 'train', config: tiny, fresh: true });
  const waiting = ask({ type: 'train', config: { ...tiny, dataset: 'mnist' }, fresh: true });
  await tell({ type: 'stop' });
  expect((await waiting).at(-1)).toMatchObject({ type: 'trained', step: tiny.steps, stopped: true });
});

test('of a model that is loaded and a run that begins the later one stays', async () => {
  const { ask, tell, until } = await startSession();
  await ask({ type: 'train', config: tiny, fresh: true });
  const [saved] = await ask({ type: 'save' });
  if (saved?.type !== 'saved') throw new Error('Nothing was saved.');
  void tell({ type: 'load', checkpoint: saved.checkpoint });
  const begun = ask({ type: 'train', config: { ...tiny, steps: 10_000 }, fresh: true });
  await until('report');
  await tell({ type: 'stop' });
  expect((await begun).at(-1)).toMatchObject({ type: 'trained', stopped: true });
});

test('a stop that comes after the last frame leaves the paused training alone', async () => {
  const { ask, tell, until } = await startSession();
  const begun = ask({ type: 'train', config: { ...tiny, steps: 10_000 }, fresh: true });
  await until('report');
  await tell({ type: 'pause' });
  const at =
    (await begun).flatMap((event) => (event.type === 'report' ? [event.report.step] : [])).at(-1) ?? 0;
  const drawn = await ask({ type: 'sample', config: tiny, start: { kind: 'noise' }, lane: 'main' });
  expect(drawn.at(-1)).toMatchObject({ type: 'sampled' });
  expect(await ask({ type: 'stop' }, drawn.at(-1)?.request)).toEqual([]);
  const events = await ask({ type: 'step', config: { ...tiny, steps: 10_000 } });
  expect(events.at(-1)).toMatchObject({ type: 'paused', step: at + 1 });
});

test('commands to a run that another model has replaced reach nothing', async () => {
  const { ask } = await startSession();
  const begun = await ask({ type: 'train', config: tiny, fresh: true });
  const before = begun.at(-1)?.request;
  const [saved] = await ask({ type: 'save' });
  if (saved?.type !== 'saved') throw new Error('Nothing was saved.');
  await ask({ type: 'load', checkpoint: saved.checkpoint });
  const config = { ...tiny, steps: tiny.steps + 2 };
  for (const order of [
    { type: 'pause' },
    { type: 'resume', config },
    { type: 'step', config },
    { type: 'stop' },
    { type: 'restore' },
  ] as const)
    expect(await ask(order, before)).toEqual([]);
});

test('settings that are changed while it trains act from the next step on, and nothing is broken off', async () => {
  const { ask, tell, until } = await startSession();
  const begun = ask({ type: 'train', config: { ...tiny, steps: 10_000 }, fresh: true });
  await until('report');
  const changes = { ...tiny, steps: 10_000, learningRate: 1e-5, batchSize: 1 };
  await tell({ type: 'follow', config: changes });
  await until('report');
  await until('report');
  // The end is moved too, to a step that has been done already: it is the end of the run.
  await tell({ type: 'follow', config: { ...changes, steps: 1 } });
  const events = await begun;
  const followed = events.flatMap((event) => (event.type === 'training' ? [event.config] : []));
  expect(followed).toMatchObject([
    { learningRate: tiny.learningRate },
    { learningRate: 1e-5, batchSize: tiny.batchSize, steps: 10_000 },
    { learningRate: 1e-5, batchSize: tiny.batchSize, steps: 1 },
  ]);
  const reports = events.flatMap((event) => (event.type === 'report' ? [event.report] : []));
  expect(reports[0]).toMatchObject({ learningRate: tiny.learningRate });
  expect(reports.at(-1)).toMatchObject({ learningRate: 1e-5 });
  // Every step was done once, and none was paused for.
  expect(reports.reduce((sum, { losses }) => sum + losses.length, 0)).toBe(reports.at(-1)?.step);
  expect(events.filter(({ type }) => type === 'paused')).toEqual([]);
  expect(events.at(-1)).toMatchObject({ type: 'trained', stopped: false });
});

test('a run whose end is moved on goes on to the new end', async () => {
  const { ask, tell, until } = await startSession();
  const begun = ask({ type: 'train', config: { ...tiny, steps: 30 }, fresh: true });
  await until('progress');
  await tell({ type: 'follow', config: { ...tiny, steps: 34 } });
  expect((await begun).at(-1)).toMatchObject({ type: 'trained', step: 34, stopped: false });
});
