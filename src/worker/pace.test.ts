import { describe, expect, it } from 'vitest';
import { Pace } from './pace';

describe('the pace of a training run', () => {
  it('is not told from the step that compiles, nor from the first that is replayed', () => {
    const pace = new Pace();
    // 33 minutes for a thousand steps, said the first one; it takes two.
    pace.take(1, 0.5);
    expect(pace.stepsPerSecond).toBe(0);
    pace.take(1, 3);
    expect(pace.stepsPerSecond).toBe(0);
    pace.take(2, 8);
    expect(pace.stepsPerSecond).toBe(8);
  });

  it('is that of the steps, not the mean of what the reports say', () => {
    const pace = new Pace();
    [1, 1].forEach((steps) => pace.take(steps, 1));
    for (let i = 0; i < 100; i++) pace.take(i % 2 === 0 ? 10 : 1, i % 2 === 0 ? 10 : 1);
    // 11 steps in 2 seconds.
    expect(pace.stepsPerSecond).toBeCloseTo(5.5, 0);
  });

  it('follows a change of speed within a few reports, and begins anew with new programs', () => {
    const pace = new Pace();
    for (let i = 0; i < 50; i++) pace.take(10, 10);
    for (let i = 0; i < 20; i++) pace.take(10, 20);
    expect(pace.stepsPerSecond).toBeGreaterThan(17);
    pace.begin();
    pace.take(1, 0.1);
    expect(pace.stepsPerSecond).toBe(0);
  });

  it('is not told from a night in which the laptop slept, and learns that it has become slow', () => {
    const pace = new Pace();
    for (let i = 0; i < 50; i++) pace.take(10, 10);
    // Ten steps in eight hours.
    pace.take(10, 10 / 28_800);
    for (let i = 0; i < 10; i++) pace.take(10, 10);
    expect(pace.stepsPerSecond).toBeGreaterThan(5);
    for (let i = 0; i < 100; i++) pace.take(1, 0.1);
    expect(pace.stepsPerSecond).toBeCloseTo(0.1, 2);
  });
});
