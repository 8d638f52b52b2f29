// The learning rate over a run.

export const learningRateSchedules = ['constant', 'warmup', 'cosine', 'linear'] as const;

export interface LearningRateSettings {
  readonly learningRate: number;
  readonly learningRateSchedule: (typeof learningRateSchedules)[number];
  readonly warmupSteps: number;
  readonly steps: number;
}

/** Share of the way from the end of the warm-up to the end of the run, 0…1. */
const progress = ({ warmupSteps, steps }: LearningRateSettings, step: number): number =>
  Math.min((step - warmupSteps) / Math.max(1, steps - warmupSteps), 1);

/**
 * Learning rate at optimiser step `step` (from 0), as diffusers' `get_scheduler` gives it for `constant`,
 * `constant_with_warmup`, `cosine` and `linear`: warm-up rises from 0 in a straight line; `constant` has none.
 */
export function learningRateAt(settings: LearningRateSettings, step: number): number {
  const { learningRate, learningRateSchedule, warmupSteps } = settings;
  if (learningRateSchedule === 'constant') return learningRate;
  if (step < warmupSteps) return (learningRate * step) / warmupSteps;
  switch (learningRateSchedule) {
    case 'warmup':
      return learningRate;
    case 'cosine':
      return learningRate * 0.5 * (1 + Math.cos(Math.PI * progress(settings, step)));
    case 'linear':
      return learningRate * (1 - progress(settings, step));
  }
}
