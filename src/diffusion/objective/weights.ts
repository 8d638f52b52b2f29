// How much the loss of each time step counts.
import type { LabConfig } from '../../lab/fields';
import type { PredictionType, Tables } from '../types';

export type WeightSettings = Pick<LabConfig, 'weighting' | 'snrGamma' | 'predictionType' | 'process'>;

/**
 * Hang et al. 2023 (arXiv 2303.09556): the loss on x₀ weighted by min(SNR, γ), said of the loss on what the model
 * predicts, whose error is that of x₀ times √SNR (ε), 1 (x₀), √(SNR + 1) (v), (√SNR + 1) (flow).
 */
function minSnrWeight(predictionType: PredictionType, snr: number, gamma: number): number {
  switch (predictionType) {
    case 'epsilon':
      return snr > gamma ? gamma / snr : 1;
    case 'sample':
      return Math.min(snr, gamma);
    case 'v_prediction':
      return Math.min(snr, gamma) / (snr + 1);
    case 'flow':
      return Math.min(snr, gamma) / (Math.sqrt(snr) + 1) ** 2;
  }
}

/**
 * One weight for each time step, finite and not negative. `p2` is Choi et al. 2022 (arXiv 2204.00227) with k = 1,
 * γ = 1: 1/(1 + SNR). The process `corrupt` has no time steps to weigh: all count 1.
 */
export function lossWeights(settings: WeightSettings, tables: Tables): Float64Array {
  const { weighting, snrGamma, predictionType, process } = settings;
  if (weighting === 'none' || process === 'corrupt') return new Float64Array(tables.timesteps).fill(1);
  return tables.snr.map((snr) =>
    weighting === 'p2' ? 1 / (1 + snr) : minSnrWeight(predictionType, snr, snrGamma),
  );
}
