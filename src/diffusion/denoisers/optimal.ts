// The perfect denoiser: E[x₀ | x] over all pictures of a set, in closed form. With equal priors the posterior weight of a
// picture is the softmax of −‖x − signal·x₀‖² / 2·noise² (arXiv 2412.20292, eq. 3). Whoever samples with it copies the set.
import { half, pictureSize, type Denoising, type NoiseLevel, type PictureSet } from './denoiser';

/** A picture of the set that pulls on the answer. */
export interface Pull {
  readonly index: number;
  /** Posterior probability, 0…1. */
  readonly weight: number;
}

export interface OptimalDenoising extends Denoising {
  /** The pictures with the greatest weights for the first noised one, the strongest first. */
  pulls(): readonly Pull[];
  /** 1/Σw²: how many pictures share the first answer. */
  sharers(): number;
}

/** Pictures that are told of. */
export const mostPulls = 8;

/** Weights below e⁻⁴⁰ of the greatest are lost in the last bit of the sum. */
const negligible = -40;

interface State {
  /** x + signal, so that a byte b is at distance y − c·b. */
  readonly y: Float64Array;
  readonly ySquared: number;
  /** Σ weight·byte, up to the factor exp(−greatest). */
  readonly sum: Float64Array;
  greatest: number;
  total: number;
  squares: number;
}

export function optimalDenoising(
  set: PictureSet,
  xs: readonly Float64Array[],
  { signal, noise }: NoiseLevel,
): OptimalDenoising {
  const size = pictureSize(set);
  const { images } = set;
  const perByte = signal / half;
  const sharpness = -0.5 / noise ** 2;
  const states = xs.map((x): State => {
    const y = x.map((value) => value + signal);
    const ySquared = y.reduce((sum, value) => sum + value * value, 0);
    return { y, ySquared, sum: new Float64Array(size), greatest: -Infinity, total: 0, squares: 0 };
  });
  let leaders: { index: number; logit: number }[] = [];
  // Most of a digit is black: only what is not counts in a product.
  const lit = new Int32Array(size);

  function lead(index: number, logit: number): void {
    const last = leaders[mostPulls - 1];
    if (last && logit <= last.logit) return;
    const place = leaders.findIndex((leader) => logit > leader.logit);
    leaders.splice(place < 0 ? leaders.length : place, 0, { index, logit });
    leaders = leaders.slice(0, mostPulls);
  }

  function weigh(state: State, logit: number, at: number, count: number): void {
    if (logit > state.greatest) {
      const shrink = Math.exp(state.greatest - logit);
      state.greatest = logit;
      state.total *= shrink;
      state.squares *= shrink * shrink;
      for (let i = 0; i < size; i += 1) state.sum[i]! *= shrink;
    }
    const distance = logit - state.greatest;
    if (distance < negligible) return;
    const weight = Math.exp(distance);
    state.total += weight;
    state.squares += weight * weight;
    for (let i = 0; i < count; i += 1) {
      const place = lit[i]!;
      state.sum[place]! += weight * images[at + place]!;
    }
  }

  return {
    add(from, to) {
      for (let index = from; index < to; index += 1) {
        const at = index * size;
        let count = 0;
        let squares = 0;
        for (let i = 0; i < size; i += 1) {
          const byte = images[at + i]!;
          if (byte === 0) continue;
          lit[count] = i;
          count += 1;
          squares += byte * byte;
        }
        for (const [number, state] of states.entries()) {
          let dot = 0;
          for (let i = 0; i < count; i += 1) {
            const place = lit[i]!;
            dot += state.y[place]! * images[at + place]!;
          }
          const squared = state.ySquared - 2 * perByte * dot + perByte * perByte * squares;
          const logit = sharpness * squared;
          if (number === 0) lead(index, logit);
          weigh(state, logit, at, count);
        }
      }
    },
    originals: () => states.map(({ sum, total }) => sum.map((value) => value / total / half - 1)),
    pulls() {
      const [first] = states;
      if (!first) return [];
      return leaders.map(({ index, logit }) => ({
        index,
        weight: Math.exp(logit - first.greatest) / first.total,
      }));
    },
    sharers() {
      const [first] = states;
      return first ? first.total ** 2 / first.squares : 0;
    },
  };
}
