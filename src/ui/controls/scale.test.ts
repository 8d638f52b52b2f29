import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NumberField } from '../../lab/field';
import { fieldKeys, fields } from '../../lab/fields';
import { fromInput, fromSlider, sliderRange, toSlider } from './scale';

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
        { numRuns: 50 },
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
});

describe('a typed number', () => {
  it('is brought into the range, rounded for whole fields, refused when it is none', () => {
    expect(fromInput(fields.timesteps, 100_000)).toBe(4000);
    expect(fromInput(fields.timesteps, '12.4')).toBe(12);
    expect(fromInput(fields.betaEnd, 0.0204)).toBe(0.0204);
    expect(fromInput(fields.betaEnd, '')).toBeNull();
    expect(fromInput(fields.betaEnd, '-')).toBeNull();
  });
});
