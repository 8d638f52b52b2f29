// The two fields that carry points of the plane back: the score, and the velocity of the deterministic way.
import { exactAt } from './exact';
import { estimate, type PlaneModel } from './model';
import type { PlaneSet } from './sets';

export const fieldNames = ['score', 'velocity'] as const;

export type FieldName = (typeof fieldNames)[number];

export interface Level {
  readonly signal: number;
  readonly noise: number;
}

/**
 * Against the way of the probability flow, toward the data: −v, with v = signal·ε − noise·x₀ the derivative of x by the angle
 * whose cosine is the signal (Salimans & Ho 2022, appendix D), and ε = (x − signal·x₀)/noise.
 */
const backward = ({ signal, noise }: Level, x: number, original: number): number =>
  ((signal ** 2 + noise ** 2) * original - signal * x) / noise;

/** Of the set itself, in closed form. @param points [count, 2] @returns [count, 2] */
export function exactField(name: FieldName, set: PlaneSet, level: Level, points: Float64Array): Float64Array {
  const field = new Float64Array(points.length);
  for (let i = 0; i < points.length; i += 2) {
    const [x, y] = [points[i]!, points[i + 1]!];
    const { score, original } = exactAt(set, level, x, y);
    field.set(
      name === 'score' ? score : [backward(level, x, original[0]), backward(level, y, original[1])],
      i,
    );
  }
  return field;
}

/** Of a network. @param t table index 0…T−1 */
export function learnedField(
  name: FieldName,
  model: PlaneModel,
  points: Float64Array,
  t: number,
): Float64Array {
  const { score, original } = estimate(model, points, t);
  if (name === 'score') return score;
  const level = { signal: model.tables.signal[t] ?? 0, noise: model.tables.noise[t] ?? 1 };
  return original.map((value, i) => backward(level, points[i]!, value));
}
