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
  min_snr: {
    uses: ['snrGamma'],
    even: false,
    weight: (snr, { predictionType, snrGamma }) => predictions[predictionType].minSnrWeight(snr, snrGamma),
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
