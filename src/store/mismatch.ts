// What the present model cannot follow: settings that were changed since it was trained.
import { changesOf } from '../lab/changes';
import type { FieldKey, LabConfig } from '../lab/fields';
import type { LabState } from './state';

/** Settings that differ from the trained ones, by what that means: see `Change`. */
export interface Mismatch {
  readonly retrain: readonly FieldKey[];
  readonly schedule: readonly FieldKey[];
  readonly keeps: readonly FieldKey[];
}

export const mismatch = (trained: LabConfig, now: LabConfig): Mismatch => ({
  retrain: changesOf(trained, now, 'retrain'),
  schedule: changesOf(trained, now, 'schedule'),
  keeps: changesOf(trained, now, 'keeps'),
});

/** The changes after which nothing stands between the model and the settings. */
export const takeBack = (trained: LabConfig, now: LabConfig): Partial<LabConfig> =>
  Object.fromEntries(
    changesOf(trained, now, 'retrain', 'schedule', 'keeps').map((key) => [key, trained[key]]),
  );

/** There is a model, and it can look at the pictures that are here: another data set's have another shape. */
export const canSee = ({ model, dataset }: LabState): boolean =>
  model !== null &&
  dataset !== null &&
  (['height', 'width', 'channels'] as const).every((side) => model.shape[side] === dataset[side]);
