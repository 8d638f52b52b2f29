// Between the value of a number field and the place of its slider.
import type { NumberField } from '../../lab/field';

/** Places of a slider on a logarithmic field. */
const logSteps = 400;

export interface SliderRange {
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

export const sliderRange = (field: NumberField): SliderRange =>
  field.scale === 'log'
    ? { min: 0, max: logSteps, step: 1 }
    : { min: field.min, max: field.max, step: field.step };

export function toSlider(field: NumberField, value: number): number {
  if (field.scale === 'linear') return value;
  return (Math.log(value / field.min) / Math.log(field.max / field.min)) * logSteps;
}

/**
 * The value at a place of the slider, within the field's range; logarithmic ones have two significant digits, but
 * for the ends.
 */
export function fromSlider(field: NumberField, place: number): number {
  const within = (value: number): number => Math.min(field.max, Math.max(field.min, value));
  if (field.scale === 'linear') return within(tidy(field, place));
  if (place >= logSteps) return field.max;
  const value = field.min * (field.max / field.min) ** (place / logSteps);
  return within(field.integer ? Math.round(Number(value.toPrecision(2))) : Number(value.toPrecision(2)));
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
  return value;
}

/** Rounds to the field's step, without the tail of binary fractions. */
function tidy(field: NumberField, value: number): number {
  if (field.integer) return Math.round(value);
  return Number((Math.round(value / field.step) * field.step).toPrecision(12));
}

/** A typed value brought into the range; null for what is not a number. */
export function fromInput(field: NumberField, typed: number | string): number | null {
  const value = typeof typed === 'number' ? typed : typed.trim() === '' ? Number.NaN : Number(typed);
  if (!Number.isFinite(value)) return null;
  const whole = field.integer ? Math.round(value) : value;
  return Math.min(field.max, Math.max(field.min, whole));
}
