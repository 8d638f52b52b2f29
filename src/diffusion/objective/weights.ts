// How much the loss of each time step counts.
import { processOf, type ProcessSettings } from '../process/index';
import type { Tables } from '../types';
import { predictions, type PredictionType } from './predict';

interface WeightOptions {
  readonly predictionType: PredictionType;
  readonly snrGamma: number;
}

interface Weighting {
  readonly uses: readonly 'snrGamma'[];
  /** Every time step counts alike. */
  readonly even: boolean;
  readonly weight: (snr: number, options: WeightOptions) => number;
}

/** The weightings by name. */
export const weightings = {
  none: { uses: [], even: true, weight: () => 1 },
  /**
   * Hang et al. 2023 (arXiv 2303.09556): the loss on x₀ weighted by min(SNR, γ), said of the loss on what the model
   * predicts. Of ε at an SNR of 0 that is 0/0, whose limit is 1.
   */
  min_snr: {
    uses: ['snrGamma'],
    even: false,
    weight: (snr, { predictionType, snrGamma }) => {
      const error = predictions[predictionType].errorOverOriginal(snr);
      return error > 0 ? Math.min(snr, snrGamma) / error : 1;
    },
  },
  /**
   * The loss on x₀ weighted by √(SNR + 1), half way between x₀'s own error and that of v, which is SNR + 1 times as large
   * (Salimans & Ho 2022, arXiv 2202.00512), said of the loss on what the model predicts. At most 10: almost clean images
   * teach little. What it gives: docs/speedrun.md.
   */
  root_snr: {
    uses: [],
    even: false,
    weight: (snr, { predictionType }) => {
      const error = predictions[predictionType].errorOverOriginal(snr);
      return error < Infinity ? Math.min(10, Math.sqrt(snr + 1) / error) : 0;
    },
  },
  /** Choi et al. 2022 (arXiv 2204.00227) with k = 1, γ = 1: 1/(1 + SNR). */
  p2: { uses: [], even: false, weight: (snr) => 1 / (1 + snr) },
} as const satisfies Record<string, Weighting>;

export type WeightingName = keyof typeof weightings;

export interface WeightSettings extends ProcessSettings {
  readonly weighting: WeightingName;
  readonly snrGamma: number;
}

/** One weight for each time step, finite and not negative; all 1 where the process has no time steps to weigh. */
export function lossWeights(settings: WeightSettings, tables: Tables): Float64Array {
  if (!processOf(settings).timed) return new Float64Array(tables.timesteps).fill(1);
  const { weight } = weightings[settings.weighting];
  return tables.snr.map((snr) => weight(snr, settings));
}
