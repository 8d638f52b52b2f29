// The variational bound: what the loss is a shortcut for (DDPM eq. 5, Nichol & Dhariwal 2021, eq. 4–7).
import { normalCdf } from './normal';
import { posteriorLogVariance, posteriorMeanFactors } from './posterior';
import type { Tables } from '../types';

export interface Gaussian {
  readonly mean: number;
  readonly logVariance: number;
}

/** KL(p ‖ q) of two normal distributions, in nats. */
export const gaussianKl = (p: Gaussian, q: Gaussian): number =>
  0.5 *
  (q.logVariance -
    p.logVariance -
    1 +
    Math.exp(p.logVariance - q.logVariance) +
    (p.mean - q.mean) ** 2 * Math.exp(-q.logVariance));

/** Φ(b) − Φ(a), taken on the side of the tail where both are small. @param a at most b */
const between = (a: number, b: number): number =>
  a > 0 ? normalCdf(-a) - normalCdf(-b) : normalCdf(b) - normalCdf(a);

/** A pixel value of −1…1 is one of 256, each half this wide to either side. */
const halfBin = 1 / 255;

/**
 * The discrete decoder (DDPM eq. 13): probability that a pixel has the value x, as the area under the normal density
 * over x ± 1/255; the darkest and the lightest value take the tails.
 * @param x one of the 256 values 2k/255 − 1
 */
export function pixelProbability(x: number, { mean, logVariance }: Gaussian): number {
  const scale = Math.exp(logVariance / 2);
  const low = x < -0.999 ? Number.NEGATIVE_INFINITY : (x - halfBin - mean) / scale;
  const high = x > 0.999 ? Number.POSITIVE_INFINITY : (x + halfBin - mean) / scale;
  return between(low, high);
}

/** {@link pixelProbability} of all 256 values, dark to light; they sum to 1. */
export const pixelProbabilities = (gaussian: Gaussian): Float64Array =>
  Float64Array.from({ length: 256 }, (_, k) => pixelProbability((2 * k) / 255 - 1, gaussian));

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

export interface BoundTermOptions {
  /** Table index 0…T−1. */
  readonly t: number;
  readonly x0: Float64Array;
  readonly xt: Float64Array;
  /** The model's x̂₀. */
  readonly predOriginalSample: Float64Array;
  /** ln of the model's variance, for each pixel. */
  readonly logVariance: Float64Array;
}

/**
 * One term of the bound in bits per dimension: the decoder's at the first time step, the KL between the true and the
 * model's posterior at the others (lucidrains' `LearnedGaussianDiffusion`, OpenAI's `_vb_terms_bpd`).
 */
export function boundTerm(tables: Tables, options: BoundTermOptions): number {
  const { t, x0, xt, predOriginalSample, logVariance } = options;
  const factors = posteriorMeanFactors(tables, t);
  const trueLogVariance = posteriorLogVariance(tables, t);
  const nats = x0.map((value, i) => {
    const x = factors.x * (xt[i] ?? Number.NaN);
    const model: Gaussian = {
      mean: x + factors.x0 * (predOriginalSample[i] ?? Number.NaN),
      logVariance: logVariance[i] ?? Number.NaN,
    };
    if (t === 0) return -Math.log(Math.max(pixelProbability(value, model), 1e-12));
    return gaussianKl({ mean: x + factors.x0 * value, logVariance: trueLogVariance }, model);
  });
  return mean(nats) / Math.LN2;
}
