import { describe, expect, it } from 'vitest';
import { fetchAhead, late, NotFetched, onTryAgain, tryAgain } from './late';

/** Fails so many times before it succeeds. */
function flaky(failing: number) {
  let calls = 0;
  const load = () => {
    calls += 1;
    return calls <= failing
      ? Promise.reject(new TypeError('Failed to fetch'))
      : Promise.resolve(`load ${calls}`);
  };
  return { load, calls: () => calls };
}

describe('what is fetched late', () => {
  it('is fetched once', async () => {
    const { load, calls } = flaky(0);
    const get = late(load, { ahead: false });
    expect(get()).toBe(get());
    expect(await get()).toBe('load 1');
    expect(calls()).toBe(1);
  });

  it('keeps its failure until somebody tries again, and is then fetched anew', async () => {
    const { load, calls } = flaky(1);
    const get = late(load, { ahead: false });
    await expect(get()).rejects.toThrow(NotFetched);
    await expect(get()).rejects.toThrow('Failed to fetch');
    expect(calls()).toBe(1);
    tryAgain();
    expect(await get()).toBe('load 2');
    tryAgain();
    expect(await get()).toBe('load 2');
  });

  it('is asked for anew in every place that waits for it', async () => {
    const { load } = flaky(1);
    const get = late(load, { ahead: false });
    await expect(get()).rejects.toThrow(NotFetched);
    const heard: Promise<string>[] = [];
    const end = onTryAgain(() => heard.push(get()));
    tryAgain();
    expect(await Promise.all(heard)).toEqual(['load 2']);
    end();
    tryAgain();
    expect(heard).toHaveLength(1);
  });

  it('is fetched ahead one by one at rest, and a failure then is none when it is needed', async () => {
    const order: string[] = [];
    const { load, calls } = flaky(1);
    const first = late(() => {
      order.push('first');
      return load();
    });
    const second = late(() => Promise.resolve(order.push('second')));
    late(() => Promise.resolve(order.push('never')), { ahead: false });
    await fetchAhead(() => Promise.resolve(void order.push('rest')));
    expect(order).toEqual(['rest', 'first', 'rest', 'second']);
    expect(await first()).toBe('load 2');
    await second();
    expect(calls()).toBe(2);
    expect(order.filter((name) => name === 'second')).toHaveLength(1);
  });
});
