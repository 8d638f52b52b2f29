// What the variational bound needs to know of each time step. x̂₀ follows linearly from the prediction, so the bound
// takes the difference between prediction and target in the place of that between two posterior means.
import { posteriorLogVariance, posteriorMeanFactors } from '../../../diffusion/theory/posterior';
import { predictionFactors } from '../../../diffusion/objective/predict';
import type { Tables } from '../../../diffusion/types';
import type { PredictionType } from '../../../diffusion/objective/predict';

/** Places in a row of the table. */
export const column = {
  /** 1 where the discrete decoder takes the place of the KL divergence: at the first time step. Else 0. */
  decodes: 0,
  /** x₀ = fromX·xₜ + fromTarget·target, and x̂₀ − x₀ = fromTarget·(prediction − target). */
  fromX: 1,
  fromTarget: 2,
  /** (μ̃ − μ)²/β̃ = precision·(prediction − target)², with the means of DDPM eq. 7. */
  precision: 3,
  /** ln β̃ as {@link posteriorLogVariance} has it, and ln β − ln β̃. */
  least: 4,
  range: 5,
} as const;

export const rowFloats = Object.keys(column).length;

/** A darker or a lighter pixel than these has the tail of the decoder's Gaussian, as in src/diffusion/theory/bound.ts. */
export const extremes = { darkest: -0.999, lightest: 0.999 } as const;
export const halfBin = 1 / 255;
/** Least probability of a pixel. */
export const leastProbability = 1e-12;

/** What a prediction says nothing about (zero terminal SNR; the factor is infinite) counts nothing. */
const finite = (factor: number): number => (Number.isFinite(factor) ? factor : 0);

/** [T, rowFloats], of a variance preserving diffusion. */
export function packBoundTable(tables: Tables, predictionType: PredictionType): Float32Array {
  const packed = new Float32Array(rowFloats * tables.timesteps);
  for (let t = 0; t < tables.timesteps; t++) {
    const { x0 } = predictionFactors(predictionType, tables.signal[t] ?? NaN, tables.noise[t] ?? NaN);
    const least = posteriorLogVariance(tables, t);
    const meanFactor = posteriorMeanFactors(tables, t).x0 * x0.prediction;
    const row: Record<keyof typeof column, number> = {
      decodes: Number(t === 0),
      fromX: finite(x0.x),
      fromTarget: finite(x0.prediction),
      precision: t === 0 ? 0 : finite(meanFactor ** 2 * Math.exp(-least)),
      least,
      range: Math.log(tables.betas[t] ?? NaN) - least,
    };
    for (const [name, place] of Object.entries(column) as [keyof typeof column, number][])
      packed[rowFloats * t + place] = row[name];
  }
  return packed;
}
