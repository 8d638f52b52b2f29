import { expect, test } from 'vitest';
import { logTicks, roundTicks, ticksAround } from './ticks';

test('ticks are multiples of 1, 2, 2.5 or 5 times a power of ten', () => {
  expect(roundTicks(0, 0.8, 4)).toEqual([0, 0.2, 0.4, 0.6, 0.8]);
  expect(roundTicks(-4, 4, 4)).toEqual([-4, -2, 0, 2, 4]);
  expect(roundTicks(1, 300, 4)).toEqual([100, 200, 300]);
  expect(roundTicks(0.1, 0.85, 4)).toEqual([0.2, 0.4, 0.6, 0.8]);
});

test('ticks between whole numbers are whole', () => {
  expect(roundTicks(1, 3, 5)).toEqual([1, 2, 3]);
  expect(roundTicks(1, 12, 5)).toEqual([5, 10]);
  expect(roundTicks(7, 7, 5)).toEqual([7]);
});

test('ticks around a range hold it', () => {
  expect(ticksAround(0.897, 0.931, 4)).toEqual([0.89, 0.9, 0.91, 0.92, 0.93, 0.94]);
  expect(ticksAround(0, 1, 4)).toEqual([0, 0.25, 0.5, 0.75, 1]);
  expect(ticksAround(-3, 14, 4)).toEqual([-5, 0, 5, 10, 15]);
});

test('ticks of a logarithmic axis are powers of ten, more where there are few of them', () => {
  expect(logTicks(0.4, 12_000, 4)).toEqual([1, 10, 100, 1000, 10_000]);
  expect(logTicks(3e-9, 2, 4)).toEqual([1e-8, 1e-6, 1e-4, 1e-2, 1]);
  expect(logTicks(0.03, 1.2, 4)).toEqual([0.05, 0.1, 0.2, 0.5, 1]);
  expect(logTicks(0.31, 0.46, 4)).toEqual([0.35, 0.4, 0.45]);
});
