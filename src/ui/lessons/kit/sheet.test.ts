import { describe, expect, it } from 'vitest';
import {
  byHand,
  curves,
  factors,
  imageShare,
  noised,
  seenTimes,
  shuffled,
  sumOfSquares,
  times,
} from './sheet';
import { standards, steps45, steps90 } from './outline';
import { lessons } from '../registry';
import { fill } from './texts';
import en from './texts/en.json';
import ru from './texts/ru.json';
import zhCN from './texts/zh-CN.json';
import zhTW from './texts/zh-TW.json';

describe('the plans', () => {
  it('take 45 and 90 minutes, a row for each page of the lesson hour', () => {
    const minutes = (steps: readonly { readonly minutes: number }[]): number =>
      steps.reduce((sum, step) => sum + step.minutes, 0);
    expect(minutes(steps45)).toBe(45);
    expect(minutes(steps90)).toBe(90);
    const hour = lessons.find(({ id }) => id === 'hour');
    expect(hour?.minutes).toBe(45);
    expect(hour?.pages).toHaveLength(steps45.length);
  });

  it('have the same rows, slides and standards in every language', () => {
    for (const texts of [en, ru, zhCN, zhTW]) {
      expect(texts.plan.rows45).toHaveLength(steps45.length);
      expect(texts.plan.rows90).toHaveLength(steps90.length);
      expect(texts.slides).toHaveLength(10);
      expect(texts.standards).toHaveLength(standards.length);
    }
  });
});

describe('the worksheet and its key', () => {
  it('asks for what the schedules are: closed forms of √ᾱ', () => {
    // Linear β: ᾱ is the product of 1 − β, β from 0.0001 to 0.02 in 1000 even steps.
    const product = (steps: number): number => {
      let alpha = 1;
      for (let i = 0; i < steps; i += 1) alpha *= 1 - (1e-4 + (i * (0.02 - 1e-4)) / 999);
      return Math.sqrt(alpha);
    };
    // The cosine: ᾱ(t) = cos²((t + 0.008) / 1.008 · π/2), over its value at 0.
    const angle = (t: number): number => (((t + 0.008) / 1.008) * Math.PI) / 2;
    for (const t of times.slice(0, 4)) {
      expect(imageShare(curves.linear, t)).toBeCloseTo(product(t), 6);
      expect(imageShare(curves.cosine, t)).toBeCloseTo(Math.cos(angle(t / 1000)) / Math.cos(angle(0)), 3);
    }
    expect(imageShare(curves.linear, 1000)).toBeCloseTo(product(1000), 6);
  });

  it('computes the noised pixels as a pupil does, from 0.28 and 0.96', () => {
    expect(factors).toEqual({ image: 0.28, noise: 0.96 });
    expect(byHand.map(noised)).toEqual([-0.2, 0.87, 0.43, -1.46]);
    expect(sumOfSquares).toBe(1);
  });

  it('shows each time once in task 4, and not in order', () => {
    expect(shuffled.toSorted((a, b) => a - b)).toEqual([...seenTimes]);
    expect(shuffled).not.toEqual(seenTimes);
  });

  it('fills the blanks of its texts', () => {
    expect(fill('{{a}} and {{b}} and {{c}}', { a: '1', b: '2' })).toBe('1 and 2 and {{c}}');
  });
});
