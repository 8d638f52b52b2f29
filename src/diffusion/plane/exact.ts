// What there is to know of a noised set in the plane, in closed form: x = signal·x₀ + noise·ε of a mixture of Gaussians is
// a mixture of Gaussians.
import type { PlaneSet } from './sets';

interface Level {
  readonly signal: number;
  readonly noise: number;
}

export interface Exact {
  /** p(x) of the noised set. */
  readonly density: number;
  /** ∇ ln p(x). */
  readonly score: readonly [number, number];
  /** E[x₀ | x], by Tweedie's formula: (x + noise²·score)/signal. */
  readonly original: readonly [number, number];
}

export function exactAt({ centres, sigma }: PlaneSet, { signal, noise }: Level, x: number, y: number): Exact {
  const variance = signal ** 2 * sigma ** 2 + noise ** 2;
  const kinds = centres.length / 2;
  let least = Infinity;
  for (let k = 0; k < kinds; k += 1) {
    const [across, up] = [x - signal * centres[2 * k]!, y - signal * centres[2 * k + 1]!];
    least = Math.min(least, across * across + up * up);
  }
  let [sum, meanX, meanY] = [0, 0, 0];
  for (let k = 0; k < kinds; k += 1) {
    const [cx, cy] = [centres[2 * k]!, centres[2 * k + 1]!];
    const [across, up] = [x - signal * cx, y - signal * cy];
    const weight = Math.exp((least - across * across - up * up) / (2 * variance));
    sum += weight;
    meanX += weight * cx;
    meanY += weight * cy;
  }
  meanX /= sum;
  meanY /= sum;
  const score = [(signal * meanX - x) / variance, (signal * meanY - y) / variance] as const;
  // Within its Gaussian x₀ is drawn to x as well.
  const pull = (signal * sigma ** 2) / variance;
  return {
    density: (sum / kinds) * (Math.exp(-least / (2 * variance)) / (2 * Math.PI * variance)),
    score,
    original: [meanX + pull * (x - signal * meanX), meanY + pull * (y - signal * meanY)],
  };
}
