// How near a learned field is to the exact one, on noised points of the set.
import { gaussians, streams } from '../random';
import { exactField, learnedField, type FieldName } from './fields';
import type { PlaneModel } from './model';
import { planePoints, type PlaneSet } from './sets';

export interface AgreementOptions {
  readonly set: PlaneSet;
  readonly model: PlaneModel;
  /** Table index 0…T−1. */
  readonly t: number;
  readonly seed: number;
  /** Default: the score. */
  readonly field?: FieldName;
}

export interface Agreement {
  /** Of the angle between the two fields, weighted by length: 1 where they are alike. */
  readonly cosine: number;
  /** Length of the difference as a share of the exact one's. */
  readonly error: number;
}

const count = 500;

/** The set's points at a noise level, [count, 2]. */
export function noisedPoints({ set, model, t, seed }: AgreementOptions, howMany = count): Float64Array {
  const { tables } = model;
  const [signal, noise] = [tables.signal[t] ?? 0, tables.noise[t] ?? 1];
  const eps = gaussians({ seed, stream: streams.forwardNoise }, 2 * howMany);
  return planePoints(set, seed, howMany).map((value, i) => signal * value + noise * (eps[i] ?? 0));
}

export function fieldAgreement(options: AgreementOptions): Agreement {
  const { set, model, t, field = 'score' } = options;
  const level = { signal: model.tables.signal[t] ?? 0, noise: model.tables.noise[t] ?? 1 };
  const points = noisedPoints(options);
  const learned = learnedField(field, model, points, t);
  const exact = exactField(field, set, level, points);
  let [dot, own, whole, apart] = [0, 0, 0, 0];
  for (const [i, value] of learned.entries()) {
    dot += value * exact[i]!;
    own += value ** 2;
    whole += exact[i]! ** 2;
    apart += (value - exact[i]!) ** 2;
  }
  return { cosine: dot / Math.sqrt(own * whole), error: Math.sqrt(apart / whole) };
}
