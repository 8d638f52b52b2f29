// How near the learned score is to the exact one, on noised points of the set.
import { gaussians, streams } from '../random';
import { exactAt } from './exact';
import { estimate, type PlaneModel } from './model';
import { planePoints, type PlaneSet } from './sets';

export interface AgreementOptions {
  readonly set: PlaneSet;
  readonly model: PlaneModel;
  /** Table index 0…T−1. */
  readonly t: number;
  readonly seed: number;
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

export function scoreAgreement(options: AgreementOptions): Agreement {
  const { set, model, t } = options;
  const level = { signal: model.tables.signal[t] ?? 0, noise: model.tables.noise[t] ?? 1 };
  const points = noisedPoints(options);
  const { score } = estimate(model, points, t);
  let [dot, own, exact, apart] = [0, 0, 0, 0];
  for (let i = 0; i < count; i += 1) {
    const [x, y] = [points[2 * i]!, points[2 * i + 1]!];
    const true_ = exactAt(set, level, x, y).score;
    for (const side of [0, 1] as const) {
      const learned = score[2 * i + side]!;
      dot += learned * true_[side];
      own += learned ** 2;
      exact += true_[side] ** 2;
      apart += (learned - true_[side]) ** 2;
    }
  }
  return { cosine: dot / Math.sqrt(own * exact), error: Math.sqrt(apart / exact) };
}
