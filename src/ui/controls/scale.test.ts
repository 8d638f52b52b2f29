import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NumberField } from '../../lab/field';
import { fieldKeys, fields } from '../../lab/fields';
import { fromSlider, sliderRange, stepped, toSlider, type Direction } from './scale';

const numberFields: readonly NumberField[] = fieldKeys
  .map((key) => fields[key])
  .filter((field): field is Extract<typeof field, { type: 'number' }> => field.type === 'number');

describe('the slider of a number field', () => {
  it('gives legal values at every place, for every field of the table', () => {
    for (const field of numberFields) {
      const { min, max } = sliderRange(field);
      fc.assert(
        fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (share) => {
          const value = fromSlider(field, min + share * (max - min));
          expect(value).toBeGreaterThanOrEqual(field.min);
          expect(value).toBeLessThanOrEqual(field.max);
          if (field.integer) expect(Number.isInteger(value)).toBe(true);
        }),
        { numRuns: 50, seed: 6 },
      );
    }
  });

  it('comes back to its place', () => {
    for (const field of numberFields) {
      const back = fromSlider(field, toSlider(field, field.default));
      expect(Math.abs(back - field.default)).toBeLessThanOrEqual(
        Math.abs(field.default) * 0.051 + field.step / 2,
      );
    }
  });

  it('reaches both ends of a logarithmic field', () => {
    expect(fromSlider(fields.learningRate, 0)).toBe(1e-6);
    expect(fromSlider(fields.learningRate, 400)).toBe(0.1);
  });

  it('has the usual values well within its length, wherever the range is wide', () => {
    const shareOf = (key: 'timesteps' | 'warmupSteps' | 'gradientClip' | 'emaDecay' | 'adamBeta2') =>
      toSlider(fields[key], fields[key].default) / sliderRange(fields[key]).max;
    for (const key of ['timesteps', 'warmupSteps', 'gradientClip', 'emaDecay', 'adamBeta2'] as const) {
      expect(shareOf(key), key).toBeGreaterThan(0.3);
      expect(shareOf(key), key).toBeLessThan(0.85);
    }
  });

  it('reaches 0, which is off, and just under 1', () => {
    expect([0, 1, 400].map((place) => fromSlider(fields.warmupSteps, place))).toEqual([0, 1, 100_000]);
    expect([0, 1, 400].map((place) => fromSlider(fields.gradientClip, place))).toEqual([0, 0.1, 100]);
    expect([0, 80, 240, 400].map((place) => fromSlider(fields.emaDecay, place))).toEqual([
      0, 0.9, 0.999, 0.99999,
    ]);
    expect([0, 0.9, 0.999].map((decay) => Math.round(toSlider(fields.emaDecay, decay)))).toEqual([
      0, 80, 240,
    ]);
  });
});

describe('an arrow key on a slider', () => {
  const uneven = numberFields.filter(({ scale }) => scale !== 'linear');
  const ends = [
    [1, 'max'],
    [-1, 'min'],
  ] as const satisfies readonly (readonly [Direction, 'max' | 'min'])[];

  it('goes on from every value of every uneven field until its end', () => {
    expect(uneven.length).toBeGreaterThan(10);
    for (const field of uneven) {
      for (const [direction, end] of ends) {
        const reachable = Array.from({ length: 401 }, (_, place) => fromSlider(field, place));
        for (const value of [field.default, ...reachable]) {
          const moved = (stepped(field, value, direction) - value) * direction;
          expect(moved > 0, `${field.url} at ${value} towards ${end}`).toBe(value !== field[end]);
        }
      }
    }
  });

  it('goes on from typed values too', () => {
    for (const field of uneven) {
      fc.assert(
        fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (share) => {
          const typed = Number((field.min + share ** 4 * (field.max - field.min)).toPrecision(6));
          const value = Math.max(field.min, field.integer ? Math.round(typed) : typed);
          if (value < field.max) expect(stepped(field, value, 1)).toBeGreaterThan(value);
          if (value > field.min) expect(stepped(field, value, -1)).toBeLessThan(value);
        }),
        { numRuns: 100, seed: 7 },
      );
    }
  });

  it('goes to the next of two digits, or the next whole number', () => {
    expect(stepped(fields.betaStart, 1e-4, 1)).toBe(1.1e-4);
    expect(stepped(fields.learningRate, 1e-3, 1)).toBe(1.1e-3);
    expect([8, 16, 20].map((size) => stepped(fields.batchSize, size, 1))).toEqual([9, 17, 21]);
    expect([2, 3, 10].map((steps) => stepped(fields.steps, steps, -1))).toEqual([1, 2, 9]);
    expect(stepped(fields.batchSize, 510, 1)).toBe(512);
    expect(stepped(fields.sampleCount, 16, -1)).toBe(15);
    expect([1000, 200].map((T) => stepped(fields.timesteps, T, -1))).toEqual([980, 190]);
    expect(stepped(fields.warmupSteps, 1, -1)).toBe(0);
    expect(stepped(fields.emaDecay, 0.999, 1)).toBe(0.99903);
  });
});
