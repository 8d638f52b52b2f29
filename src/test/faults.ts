// Accidents while a run trains and is saved, and what must hold after each: another session goes on from a whole save,
// with the losses of a run to which nothing happened.
import { expect } from 'vitest';
import { uniforms } from '../diffusion/random';
import { LabError } from '../lab/errors';
import type { LabConfig } from '../lab/fields';
import { MemoryLocks } from '../storage/locks';
import { MemoryFiles } from '../storage/memory';
import type { WorkerEvent } from '../worker/protocol';
import { loseTestEngine } from './gpu';
import { startSession, tiny } from './session';

/** A disk whose power fails in the middle of a write. */
class FrailDisk extends MemoryFiles {
  /** The write in which it fails, counted from now; and after which share of its bytes. */
  failure: { writes: number; readonly share: number } | null = null;
  failed = false;

  override write(path: string, bytes: Uint8Array): Promise<void> {
    if (this.failed) return Promise.reject(new LabError('storage', 'The disk is off.'));
    if (!this.failure || --this.failure.writes > 0) return super.write(path, bytes);
    this.failed = true;
    const cut = Math.floor(this.failure.share * bytes.length);
    const rest = (this.files.get(path) ?? new Uint8Array()).subarray(cut);
    const torn = new Uint8Array(cut + rest.length);
    torn.set(bytes.subarray(0, cut));
    torn.set(rest, cut);
    this.files.set(path, torn);
    return Promise.reject(new LabError('storage', 'The power failed.'));
  }
}

const steps = 60;
const config: LabConfig = { ...tiny, steps };

const reportsOf = (events: readonly WorkerEvent[]) =>
  events.flatMap((event) => (event.type === 'report' ? [event.report] : []));
const lossesOf = (events: readonly WorkerEvent[]): number[] =>
  reportsOf(events).flatMap(({ losses }) => [...losses]);

export const accidents = ['worker', 'device', 'storage'] as const;
export type Accident = (typeof accidents)[number];

let untroubled: Promise<number[]> | null = null;

/** The losses of a run to which nothing happens; trained once. */
function expectedLosses(): Promise<number[]> {
  untroubled ??= startSession().then(async ({ ask }) =>
    lossesOf(await ask({ type: 'train', config, fresh: true })),
  );
  return untroubled;
}

/** @param luck seed of the moment at which it happens */
export async function checkAccident(accident: Accident, luck: number): Promise<void> {
  const expected = await expectedLosses();
  expect(expected).toHaveLength(steps);
  const [moment = 0, share = 0] = uniforms({ seed: luck, stream: 77 }, 2);
  const disk = new FrailDisk();
  // A save after each report, so that an accident has every chance to meet one.
  const { ask, until, events } = await startSession({
    runs: { files: disk, locks: new MemoryLocks(), everyMs: 0 },
  });
  const going = ask({ type: 'train', config, fresh: true }).catch(() => []);
  await until('stored');
  const reports = Math.floor(moment * 4);
  for (let i = 0; i < reports && !events.some(({ type }) => type === 'trained'); i++) {
    await Promise.race([until('report'), going]);
  }
  if (accident === 'storage') disk.failure = { writes: 1 + Math.floor(moment * 3), share };
  if (accident === 'device') await loseTestEngine();
  if (accident === 'storage' || accident === 'device') await going;
  // What lies on the disk at this moment; whatever the session does later is lost.
  const left = new MemoryFiles();
  for (const [path, bytes] of disk.files) left.files.set(path, bytes.slice());
  const stored = events.flatMap((event) => (event.type === 'stored' ? [event.run] : []));
  if (accident === 'worker') {
    await ask({ type: 'stop' });
    await going;
  }

  const next = await startSession({ runs: { files: left, locks: new MemoryLocks() } });
  const last = stored.at(-1);
  const [loaded] = await next.ask({ type: 'open-run', id: last?.id ?? '' });
  if (loaded?.type !== 'loaded') throw new Error(`Opened with ${loaded?.type}.`);
  const { step, history } = loaded;
  expect(step).toBeGreaterThanOrEqual(last?.step ?? Infinity);
  expect(history?.losses.length).toBe(step);
  expect(history?.losses.buckets.map(({ sum }) => sum)).toEqual(expected.slice(0, step));
  const rest = step < steps ? lossesOf(await next.ask({ type: 'train', config, fresh: false })) : [];
  expect(rest).toEqual(expected.slice(step));
}
