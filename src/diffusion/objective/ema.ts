// The decay of the moving average of the weights: small at first, or a short run would average its beginning in.

export const emaWarmups = ['power', 'inverse', 'none'] as const;

export interface EmaSettings {
  readonly emaDecay: number;
  readonly emaWarmup: (typeof emaWarmups)[number];
  readonly emaPower: number;
}

/**
 * Decay at optimiser step k (from 0), as in diffusers' `EMAModel.get_decay`: `inverse` (1 + k)/(10 + k), `power`
 * 1 − (1 + k)^(−power), both 0 at the first step and at most `emaDecay`; `none` is `emaDecay` from the start.
 */
export function emaDecayAt({ emaDecay, emaWarmup, emaPower }: EmaSettings, step: number): number {
  if (emaWarmup === 'none') return emaDecay;
  if (step <= 0) return 0;
  const warm = emaWarmup === 'inverse' ? (1 + step) / (10 + step) : 1 - (1 + step) ** -emaPower;
  return Math.min(warm, emaDecay);
}
