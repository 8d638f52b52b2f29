// The mixing sampler of tutorials T0 and T2, for a model that was trained by `corrupt` without a time step:
// start from uniform noise in 0…1, and at each of n steps move x by 1/(steps left) towards the prediction.
import type { SamplerStage } from '../types';

/** The time step of x = (1−a)·x₀ + a·u, where `corrupt` adds the amount a = (t + 1)/T: −1 for the clean image. */
export const timestepOfAmount = (amount: number, timesteps: number): number =>
  Math.round(amount * timesteps) - 1;

export interface MixingOptions {
  readonly samplingSteps: number;
  readonly timesteps: number;
  /**
   * Start from an image corrupted to this time step. The tutorials start from noise alone; this is what follows from
   * their steps: those whose amount lies below the start's remain.
   */
  readonly startTimestep?: number | undefined;
}

/**
 * Stages in the coordinates of `corrupt`: x ← x·(1 − m) + x̂₀·m takes the amount a to a' = a·(1 − m). From a = 1 in
 * equal steps m is 1/(steps left).
 */
export function mixing({ samplingSteps, timesteps, startTimestep }: MixingOptions): SamplerStage[] {
  const grid = Array.from({ length: samplingSteps }, (_, i) => (samplingSteps - i) / samplingSteps);
  const amounts =
    startTimestep === undefined
      ? grid
      : [
          (startTimestep + 1) / timesteps,
          ...grid.filter((amount) => timestepOfAmount(amount, timesteps) < startTimestep),
        ];
  return amounts.map((amount, i) => {
    const kept = (amounts[i + 1] ?? 0) / amount;
    return {
      timestep: 0,
      signal: 1 - amount,
      noise: amount,
      next: { x: kept, x0: 1 - kept },
      epsFromClipped: true,
      endsStep: true,
    };
  });
}
