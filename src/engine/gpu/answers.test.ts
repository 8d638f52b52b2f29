// The GPU answered for by a browser that looks on a timer of 100 ms, or whenever something is submitted.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { GpuAnswers } from './answers';
import { Pacer } from './pacer';
import type { Recording } from './recording';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A queue whose work takes a time, and which looks every so often whether it is done; 0: all the time. */
class FakeQueue {
  submissions = 0;
  private freeAt = 0;
  private readonly awaited: { readonly until: number; readonly answer: () => void }[] = [];

  /** @param deaf looks at nothing that is submitted either */
  constructor(
    private readonly everyMs: number,
    private readonly deaf = false,
  ) {}

  work(ms: number): void {
    this.freeAt = Math.max(this.freeAt, performance.now()) + ms;
    if (!this.deaf) this.look();
  }

  submit(): void {
    this.submissions += 1;
    this.work(0);
  }

  onSubmittedWorkDone(): Promise<void> {
    const { everyMs, freeAt } = this;
    const now = performance.now();
    const next = everyMs ? Math.ceil((Math.max(freeAt, now) + 1e-6) / everyMs) * everyMs : freeAt;
    setTimeout(() => this.look(), Math.max(0, next - now));
    return new Promise((answer) => this.awaited.push({ until: freeAt, answer }));
  }

  private look(): void {
    while ((this.awaited[0]?.until ?? Infinity) <= performance.now()) this.awaited.shift()?.answer();
  }
}

const queueOf = (fake: FakeQueue): GPUQueue => fake as unknown as GPUQueue;

/** Lets time pass until it is done. @returns milliseconds */
async function spent(work: Promise<unknown>): Promise<number> {
  const begun = performance.now();
  let done = false;
  void work.then(() => (done = true));
  while (!done) await vi.advanceTimersByTimeAsync(1);
  return performance.now() - begun;
}

async function measured(queue: FakeQueue): Promise<GpuAnswers> {
  const answers = GpuAnswers.measure(queueOf(queue));
  await spent(answers);
  return answers;
}

/** Replays a recording of 200 commands so many times. @returns milliseconds until the last one is done */
async function replay(answers: GpuAnswers, queue: FakeQueue, times: number, ms: number): Promise<number> {
  const commands = { length: 200 };
  const submit = (start: number, end: number): void => queue.work(((end - start) / commands.length) * ms);
  const pacer = new Pacer(answers);
  const all = async (): Promise<void> => {
    for (let i = 0; i < times; i++) await pacer.replay({ commands, submit } as unknown as Recording);
    await answers.workDone();
  };
  return spent(all());
}

test('a browser that answers at once is not asked', async () => {
  const queue = new FakeQueue(0);
  const answers = await measured(queue);
  expect(answers.asks).toBe(false);
  await replay(answers, queue, 10, 20);
  expect(queue.submissions).toBe(0);
});

test('one that answers on a timer is asked while something is awaited, and left alone otherwise', async () => {
  const queue = new FakeQueue(100);
  const answers = await measured(queue);
  expect(answers.asks).toBe(true);
  expect(answers.latencyMs).toBeLessThan(10);
  queue.work(30);
  expect(await spent(answers.workDone())).toBeLessThan(40);
  await vi.advanceTimersByTimeAsync(10);
  const before = queue.submissions;
  await vi.advanceTimersByTimeAsync(500);
  expect(queue.submissions).toBe(before);
});

test('a wait that fails is passed on, and asked for no longer', async () => {
  const queue = new FakeQueue(100);
  const answers = new GpuAnswers(queueOf(queue), true);
  await expect(answers.until(Promise.reject(new Error('lost')))).rejects.toThrow('lost');
  await vi.advanceTimersByTimeAsync(50);
  const before = queue.submissions;
  await vi.advanceTimersByTimeAsync(500);
  expect(queue.submissions).toBe(before);
});

test.each([2, 20, 400])('replays of %i ms take within 1.3 of the GPU’s own time there', async (ms) => {
  const queue = new FakeQueue(100);
  const answers = await measured(queue);
  const times = Math.ceil(2000 / ms);
  expect(await replay(answers, queue, times, ms)).toBeLessThan(1.3 * times * ms);
});

test('where asking does not help, as many replays are in flight as are done before an answer', async () => {
  const queue = new FakeQueue(100, true);
  const answers = await measured(queue);
  const times = 1000;
  // Two in flight would take 100 ms of waiting for each.
  expect(await replay(answers, queue, times, 2)).toBeLessThan((times * 100) / 5);
});

test('long work is cut into pieces of at most 50 ms, whatever the timer says', async () => {
  const queue = new FakeQueue(100);
  const answers = await measured(queue);
  await replay(answers, queue, 5, 400);
  const pieces: number[] = [];
  const work = queue.work.bind(queue);
  queue.work = (ms) => {
    if (ms > 0) pieces.push(ms);
    work(ms);
  };
  await replay(answers, queue, 6, 400);
  // The first two go as a whole: nothing is known of them yet.
  expect(Math.max(...pieces.slice(2))).toBeLessThanOrEqual(50 * 1.1);
  expect(Math.min(...pieces.slice(20))).toBeGreaterThan(1);
});
