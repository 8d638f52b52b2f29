// Which settings a training run can still take over while it is under way.
import type { FieldKey, LabConfig } from './fields';

/** The rest is part of what a run was built for: its network, its loss, its batches. */
export const followedKeys = [
  'steps',
  'learningRate',
  'learningRateSchedule',
  'warmupSteps',
  'optimizer',
  'adamBeta1',
  'adamBeta2',
  'weightDecay',
  'gradientClip',
  'nullClassRate',
  'timeSampling',
  'stratifiedTime',
] as const satisfies readonly FieldKey[];

/** The settings of a run that was built with `built` and goes on with what it can take over of `wanted`. */
export const follow = (built: LabConfig, wanted: LabConfig): LabConfig => ({
  ...built,
  ...Object.fromEntries(followedKeys.map((key) => [key, wanted[key]])),
});
