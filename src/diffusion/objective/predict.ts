// What the model is asked for, and how its answer becomes x̂₀ and ε̂. Everything is linear, so it is written
// as factors, which a kernel can take as numbers.

/** What the model should answer: target = x0·x₀ + eps·ε. */
export interface TargetFactors {
  readonly x0: number;
  readonly eps: number;
}

interface Prediction {
  /** The training target at xₜ = signal·x₀ + noise·ε. */
  readonly target: (signal: number, noise: number) => TargetFactors;
  /** The squared error of what the model predicts, as a multiple of that of x₀. */
  readonly errorOverOriginal: (snr: number) => number;
}

/** The predictions by name. */
export const predictions = {
  /** DDPM eq. 14. */
  epsilon: {
    target: () => ({ x0: 0, eps: 1 }),
    errorOverOriginal: (snr) => snr,
  },
  sample: { target: () => ({ x0: 1, eps: 0 }), errorOverOriginal: () => 1 },
  /** v = signal·ε − noise·x₀ (Salimans & Ho 2022, arXiv 2202.00512, app. D). */
  v_prediction: {
    target: (signal, noise) => ({ x0: -noise, eps: signal }),
    errorOverOriginal: (snr) => snr + 1,
  },
  /** The velocity ε − x₀ of rectified flow. */
  flow: {
    target: () => ({ x0: -1, eps: 1 }),
    errorOverOriginal: (snr) => (Math.sqrt(snr) + 1) ** 2,
  },
} as const satisfies Record<string, Prediction>;

export type PredictionType = keyof typeof predictions;

export const targetFactors = (predictionType: PredictionType, signal: number, noise: number): TargetFactors =>
  predictions[predictionType].target(signal, noise);

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
