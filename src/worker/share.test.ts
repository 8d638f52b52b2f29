import { afterEach, describe, expect, it, vi } from 'vitest';
import { Share } from './share';

afterEach(() => vi.restoreAllMocks());

describe('work beside the training', () => {
  let now = 0;
  const clock = (): void => {
    now = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => now);
  };
  const spend = (share: Share, ms: number): Promise<void> =>
    share.spend(() => {
      now += ms;
      return Promise.resolve();
    });

  it('waits until the share has room for the first', () => {
    clock();
    const share = new Share(0.05, 100);
    now = 1999;
    expect(share.due).toBe(false);
    now = 2000;
    expect(share.due).toBe(true);
  });

  it('never takes more than its share, whatever it takes', async () => {
    clock();
    const share = new Share(0.05, 10);
    let spent = 0;
    for (let tick = 0; tick < 5000; tick++) {
      now += 10;
      if (!share.due) continue;
      await spend(share, 40);
      spent += 40;
    }
    // The first was expected to take 10 and took 40: the next ones wait for it.
    expect(spent / now).toBeLessThanOrEqual(0.05);
    expect(spent / now).toBeGreaterThan(0.045);
  });

  it('remembers what failed as spent', async () => {
    clock();
    const share = new Share(0.5, 1);
    now = 2;
    await expect(
      share.spend(() => {
        now += 50;
        return Promise.reject(new Error('lost'));
      }),
    ).rejects.toThrow('lost');
    expect(share.due).toBe(false);
    now = 250;
    expect(share.due).toBe(true);
  });
});
