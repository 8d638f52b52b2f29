import { expect, test, vi } from 'vitest';
import { LabError } from '../lab/errors';
import { Health } from './health';

const lost = new LabError('device-lost', 'The device was lost.');
const never = new Promise<never>(() => undefined);

test('what is waited for comes through, good or bad', async () => {
  const health = new Health();
  expect(await health.guard(Promise.resolve(7))).toBe(7);
  await expect(health.guard(Promise.reject(new Error('own')))).rejects.toThrow('own');
  expect(() => health.check()).not.toThrow();
});

test('a failure ends what waits and what will wait, and the first one counts', async () => {
  const health = new Health();
  const [waiting, other] = [health.guard(never), health.guard(never)];
  health.fail(lost);
  health.fail(new LabError('out-of-memory', 'And then the memory was full.'));
  await expect(waiting).rejects.toBe(lost);
  await expect(other).rejects.toBe(lost);
  await expect(health.guard(Promise.resolve(7))).rejects.toBe(lost);
  expect(() => health.check()).toThrow(lost);
});

test('what fails because of a failure that is told a moment later fails with that', async () => {
  const health = new Health();
  const reading = health.guard(Promise.reject(new DOMException('Buffer was unmapped.', 'AbortError')));
  setTimeout(() => health.fail(lost), 10);
  await expect(reading).rejects.toBe(lost);
});

test('who listens hears of it once, and no more after it has gone', () => {
  const health = new Health();
  const [stays, goes, late] = [vi.fn<() => void>(), vi.fn<() => void>(), vi.fn<() => void>()];
  health.onFailure(stays);
  health.onFailure(goes)();
  health.fail(lost);
  health.fail(lost);
  health.onFailure(late);
  expect([stays, goes, late].map(({ mock }) => mock.calls)).toEqual([[[lost]], [], [[lost]]]);
});
