import { expect, test } from 'vitest';
import { shiftTime } from './timeShift';

const dim = 8;
const rows = 3;
const values = Float32Array.from({ length: rows * dim }, (_, i) => Math.sin(7 * i + 1));

/** diffusers' get_timestep_embedding(t, dim, flip_sin_to_cos=True, downscale_freq_shift=0), times the weights. */
function answer(weights: ArrayLike<number>, t: number): number[] {
  const half = dim / 2;
  const angles = Array.from({ length: half }, (_, k) => t * 10_000 ** (-k / half));
  const sinusoids = [...angles.map(Math.cos), ...angles.map(Math.sin)];
  return Array.from({ length: rows }, (_, row) =>
    sinusoids.reduce((sum, x, i) => sum + x * (weights[row * dim + i] ?? 0), 0),
  );
}

test.each([0, 1, 17, 999])('the shifted layer answers t + 1 as the layer answers t = %i', (t) => {
  const shifted = shiftTime({ shape: [rows, dim], values }, 1).values;
  const [ours, theirs] = [answer(shifted, t + 1), answer(values, t)];
  ours.forEach((value, i) => expect(value).toBeCloseTo(theirs[i] ?? Number.NaN, 5));
});

test('there and back is the same layer', () => {
  const there = shiftTime({ shape: [rows, dim], values }, 1);
  shiftTime(there, -1).values.forEach((value, i) => expect(value).toBeCloseTo(values[i] ?? Number.NaN, 6));
});
