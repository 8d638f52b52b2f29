import { beforeEach, describe, expect, it, vi } from 'vitest';
import { runJob, useJobs, type Advance, type Job } from './jobs';

beforeEach(() => {
  vi.useFakeTimers();
  return () => {
    vi.useRealTimers();
  };
});

/** Work of ten parts, each of which takes as long as is said. */
const tenParts = (partMs: number) => async (advance: Advance) => {
  for (let done = 1; done <= 10; done += 1) {
    vi.advanceTimersByTime(partMs);
    await advance(done, 10);
  }
  return 'done';
};

describe('a job', () => {
  it('gives its result, and is silent when it is short', async () => {
    const told: (Job | null)[] = [];
    const leave = useJobs.subscribe(({ film }) => told.push(film));
    const result = runJob('film', tenParts(1));
    expect(await result).toBe('done');
    leave();
    expect(told.filter((job) => job !== null)).toEqual([]);
  });

  it('lets the page live and says how far it is', async () => {
    const places: number[] = [];
    const leave = useJobs.subscribe(({ video }) => video && places.push(video.done / video.total));
    const result = runJob('video', tenParts(100));
    expect(await result).toBe('done');
    leave();
    // Told once 400 ms are over.
    expect(places).toEqual([0.5, 0.6, 0.7, 0.8, 0.9, 1]);
    expect(useJobs.getState().video).toBeNull();
  });

  it('ends without a result when it is cancelled', async () => {
    const leave = useJobs.subscribe(({ video }) => video?.cancel());
    const result = runJob('video', tenParts(100));
    expect(await result).toBeNull();
    leave();
    expect(useJobs.getState().video).toBeNull();
  });

  it('gives way to a newer one of its name, however slow it is', async () => {
    const slow = runJob('pictures', tenParts(100));
    const quick = runJob('pictures', tenParts(1));
    expect(await quick).toBe('done');
    expect(await slow).toBeNull();
  });

  it('hands on what goes wrong', async () => {
    await expect(runJob('film', () => Promise.reject(new Error('full')))).rejects.toThrow('full');
    expect(useJobs.getState().film).toBeNull();
  });
});
