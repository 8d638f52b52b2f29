// The handles of the own curve: ᾱ at equally spaced times, always falling.
import { monotoneCubic } from '../../../diffusion/schedule/curve';
import { fields } from '../../../lab/fields';

/** Neighbouring handles stay at least so far apart: a flat piece would be no noise at all. */
export const leastGap = 0.002;

const { min, max, minLength, maxLength } = fields.curve;

const tidy = (value: number): number => Number(value.toFixed(4));

/** The curve with one handle moved as far as its neighbours let it. */
export function moveHandle(curve: readonly number[], index: number, value: number): readonly number[] {
  const above = index === 0 ? max : (curve[index - 1] ?? max) - leastGap;
  const below = index === curve.length - 1 ? min : (curve[index + 1] ?? min) + leastGap;
  const moved = tidy(Math.min(above, Math.max(below, value)));
  return curve.map((old, i) => (i === index ? moved : old));
}

/** The same curve with another number of handles, as nearly as they can follow it. */
export function withHandles(curve: readonly number[], count: number): readonly number[] {
  const wanted = Math.min(maxLength, Math.max(minLength, count));
  const at = monotoneCubic(curve);
  // Each leaves room for those before it, below the greatest value.
  const values = Array.from({ length: wanted }, (_, i) => Math.min(max - i * leastGap, at(i / (wanted - 1))));
  for (let i = values.length - 2; i >= 0; i -= 1) {
    values[i] = Math.max(values[i] ?? 0, (values[i + 1] ?? 0) + leastGap);
  }
  return values.map(tidy);
}

/** Where a key takes a handle; null for a key that is not the handle's. */
export function handleKey(key: string, value: number): number | null {
  const moves: Readonly<Record<string, number>> = {
    ArrowUp: value + 0.01,
    ArrowRight: value + 0.01,
    ArrowDown: value - 0.01,
    ArrowLeft: value - 0.01,
    PageUp: value + 0.1,
    PageDown: value - 0.1,
    Home: min,
    End: max,
  };
  return moves[key] ?? null;
}
