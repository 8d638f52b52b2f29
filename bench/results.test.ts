import { expect, test } from 'vitest';
import { gflops, median, stepFlops } from './results';

test('the median is the middle value, or the mean of the two', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([10, 2, 1, 4])).toBe(3);
  expect(median([7])).toBe(7);
  expect(median([])).toBeNaN();
});

test('the median leaves its argument in order', () => {
  const times = [3, 1, 2];
  median(times);
  expect(times).toEqual([3, 1, 2]);
});

test('UNet2DModel at batch 4: three passes of 317.8 M multiply-adds an image are 7.63 GFLOP', () => {
  const flops = stepFlops(317.8e6, 4);
  expect(flops).toBeCloseTo(7.6272e9, 0);
  expect(gflops(flops, 1000)).toBeCloseTo(7.6272, 10);
});
