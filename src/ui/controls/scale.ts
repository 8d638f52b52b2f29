// Between the value of a number field and the place of its slider.
import type { NumberField } from '../../lab/field';

/** Places of a slider whose values lie unevenly. */
const places = 400;

export interface SliderRange {
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

export const sliderRange = (field: NumberField): SliderRange =>
  field.scale === 'linear'
    ? { min: field.min, max: field.max, step: field.step }
    : { min: 0, max: places, step: 1 };

/** The logarithmic part of a range that begins at 0: from its least value and place above that. */
function logarithmic({ min, max, step }: NumberField) {
  return min > 0 ? { least: min, from: 0, max } : { least: step, from: 1, max };
}

export function toSlider(field: NumberField, value: number): number {
  switch (field.scale) {
    case 'linear':
      return value;
    case 'log': {
      const { least, from, max } = logarithmic(field);
      if (value === 0) return 0;
      return Math.max(from, from + (Math.log(value / least) / Math.log(max / least)) * (places - from));
    }
    case 'decay':
      return (Math.log((1 - field.min) / (1 - value)) / Math.log((1 - field.min) / (1 - field.max))) * places;
  }
}

/**
 * The value at a place of the slider, within the field's range; uneven ones have two significant digits (of what is
 * missing to 1, for a decay), but for the ends.
 */
export function fromSlider(field: NumberField, place: number): number {
  const within = (value: number): number => Math.min(field.max, Math.max(field.min, value));
  if (field.scale === 'linear') return within(tidy(field, place));
  if (place >= places) return field.max;
  if (place <= 0) return field.min;
  if (field.scale === 'decay') {
    const missing = (1 - field.min) * ((1 - field.max) / (1 - field.min)) ** (place / places);
    return within(Number((1 - Number(missing.toPrecision(2))).toPrecision(12)));
  }
  const { least, from, max } = logarithmic(field);
  const value = Number(
    (least * (max / least) ** (Math.max(0, place - from) / (places - from))).toPrecision(2),
  );
  return within(field.integer ? Math.round(value) : value);
}

export type Direction = 1 | -1;

/** The value that an arrow key leads to: at the nearest place whose rounded value does lie in that direction. */
export function stepped(field: NumberField, value: number, direction: Direction): number {
  const { min, max, step } = sliderRange(field);
  let place = toSlider(field, value);
  while (direction > 0 ? place < max : place > min) {
    place = Math.min(max, Math.max(min, place + direction * step));
    const next = fromSlider(field, place);
    if ((next - value) * direction > 0) return next;
  }
  return direction > 0 ? field.max : field.min;
}

/** Rounds to the field's step, without the tail of binary fractions. */
function tidy(field: NumberField, value: number): number {
  if (field.integer) return Math.round(value);
  return Number((Math.round(value / field.step) * field.step).toPrecision(12));
}
