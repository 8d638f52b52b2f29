// What the present model cannot follow: settings that were changed since it was trained.
import type { FieldKey, LabConfig } from '../lab/fields';
import type { LabState } from './state';

/** Changing these makes another model, or another task for it: only a fresh training follows. */
const fixedByTraining = [
  'dataset',
  'process',
  'model',
  'width',
  'classConditional',
  'blockOutChannels',
  'layersPerBlock',
  'downBlockTypes',
  'upBlockTypes',
  'attentionHeadDim',
  'normNumGroups',
  'dimMults',
  'predictionType',
] as const satisfies readonly FieldKey[];

/** The model can still be sampled with these changed, though it never saw such noise. */
const scheduleKeys = [
  'schedule',
  'timesteps',
  'betaStart',
  'betaEnd',
  'curve',
  'rescaleZeroSnr',
] as const satisfies readonly FieldKey[];

/** Training on keeps these as the run was built with them; samples do not depend on them. */
const ofTheRun = [
  'horizontalFlips',
  'loss',
  'weighting',
  'snrGamma',
  'dropout',
  'batchSize',
  'accumulation',
  'emaDecay',
  'emaWarmup',
  'emaPower',
  'trainSeed',
] as const satisfies readonly FieldKey[];

export interface Mismatch {
  readonly retrain: readonly FieldKey[];
  readonly schedule: readonly FieldKey[];
  readonly run: readonly FieldKey[];
}

const differs = (a: LabConfig, b: LabConfig, key: FieldKey): boolean => String(a[key]) !== String(b[key]);

const learnsVariance = ({ variance }: LabConfig): boolean => variance === 'learned_range';

export const mismatch = (trained: LabConfig, now: LabConfig): Mismatch => ({
  retrain: fixedByTraining.filter((key) => differs(trained, now, key)),
  schedule: scheduleKeys.filter((key) => differs(trained, now, key)),
  run: [
    ...ofTheRun.filter((key) => differs(trained, now, key)),
    ...(learnsVariance(trained) === learnsVariance(now) ? [] : (['variance'] as const)),
  ],
});

/** The changes after which nothing stands between the model and the settings. */
export function takeBack(trained: LabConfig, now: LabConfig): Partial<LabConfig> {
  const { retrain, schedule, run } = mismatch(trained, now);
  return Object.fromEntries([...retrain, ...schedule, ...run].map((key) => [key, trained[key]]));
}

/** There is a model, and it can look at the pictures that are here: another data set's have another shape. */
export const canSee = ({ model, dataset }: LabState): boolean =>
  model !== null &&
  dataset !== null &&
  (['height', 'width', 'channels'] as const).every((side) => model.shape[side] === dataset[side]);

/** All settings in which two configurations differ, the view's own left out. */
export function differences(a: LabConfig, b: LabConfig): FieldKey[] {
  const view: readonly FieldKey[] = ['time', 'stripFrames', 'stripSpacing', 'stripPlaces', 'imageIndex'];
  return (Object.keys(a) as FieldKey[]).filter((key) => !view.includes(key) && differs(a, b, key));
}
