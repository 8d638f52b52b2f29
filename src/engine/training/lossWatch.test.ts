import { describe, expect, it } from 'vitest';
import { LossWatch } from './lossWatch';

const low = Array.from({ length: 40 }, () => 0.1);

describe('what the losses say of the weights', () => {
  it('trusts weights that nothing has happened to, and those of twenty low losses', () => {
    const watch = new LossWatch();
    expect(watch.healthy).toBe(true);
    watch.take(low.slice(0, 19));
    expect(watch.healthy).toBe(false);
    watch.take([0.1]);
    expect(watch.healthy).toBe(true);
  });

  it('takes a single high loss for noise, and a rising loss for a sign', () => {
    const watch = new LossWatch();
    watch.take(low);
    // 0.1 + 0.03 · (1 − 0.1) = 0.127 on the average: below twice the lowest.
    watch.take([1]);
    expect(watch.healthy).toBe(true);
    watch.take(Array.from({ length: 10 }, () => 1));
    expect(watch.healthy).toBe(false);
  });

  it('does not trust a run that rises from its first step on', () => {
    const watch = new LossWatch();
    watch.take(Array.from({ length: 40 }, (_, step) => 1.5 ** step));
    expect(watch.healthy).toBe(false);
  });

  it('asks for twenty steps again after the settings changed, and keeps its measure', () => {
    const watch = new LossWatch();
    watch.take(low);
    watch.settingsChanged();
    watch.take([0.1]);
    expect(watch.healthy).toBe(false);
    watch.take(Array.from({ length: 30 }, () => 10));
    expect(watch.healthy).toBe(false);
  });

  it('trusts nothing after a loss that was no number, until good weights are back', () => {
    const watch = new LossWatch();
    watch.take(low);
    watch.diverge();
    watch.settingsChanged();
    watch.take(low);
    expect(watch.healthy).toBe(false);
    watch.restart();
    expect(watch.healthy).toBe(true);
    watch.take(Array.from({ length: 30 }, () => 10));
    expect(watch.healthy).toBe(false);
  });
});
