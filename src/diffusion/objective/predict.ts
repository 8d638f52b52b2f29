// What the model is asked for, and how its answer becomes x̂₀ and ε̂. Everything is linear, so it is written
// as factors, which a kernel can take as numbers.
import type { PredictionType } from '../types';

/** What the model should answer: target = x0·x₀ + eps·ε. */
export interface TargetFactors {
  readonly x0: number;
  readonly eps: number;
}

/**
 * The training target at xₜ = signal·x₀ + noise·ε: ε (DDPM eq. 14), x₀, v = signal·ε − noise·x₀ (Salimans & Ho 2022,
 * arXiv 2202.00512, app. D), or the velocity ε − x₀ of rectified flow.
 */
export function targetFactors(predictionType: PredictionType, signal: number, noise: number): TargetFactors {
  switch (predictionType) {
    case 'epsilon':
      return { x0: 0, eps: 1 };
    case 'sample':
      return { x0: 1, eps: 0 };
    case 'v_prediction':
      return { x0: -noise, eps: signal };
    case 'flow':
      return { x0: -1, eps: 1 };
  }
}

/** x̂₀ = x0.x·x + x0.prediction·prediction, and ε̂ likewise. */
export interface PredictionFactors {
  readonly x0: { readonly x: number; readonly prediction: number };
  readonly eps: { readonly x: number; readonly prediction: number };
}

/**
 * Turns a prediction at xₜ = signal·x₀ + noise·ε into x̂₀ and ε̂. An ε-prediction at signal 0 and an x₀-prediction at
 * noise 0 say nothing about the other of the two: their factors are infinite.
 */
export function predictionFactors(
  predictionType: PredictionType,
  signal: number,
  noise: number,
): PredictionFactors {
  const { x0, eps } = targetFactors(predictionType, signal, noise);
  // Inverse of x = signal·x₀ + noise·ε, prediction = x0·x₀ + eps·ε.
  const determinant = signal * eps - noise * x0;
  return {
    x0: { x: eps / determinant, prediction: -noise / determinant },
    eps: { x: -x0 / determinant, prediction: signal / determinant },
  };
}
