// What a change of settings means for a model that was trained before it.
import type { Change, Field } from './field';
import { fieldKeys, fields, type FieldKey, type LabConfig } from './fields';
import { isRelevant } from './relevance';

const differs = (key: FieldKey, a: LabConfig, b: LabConfig): boolean => String(a[key]) !== String(b[key]);

/** What changing a setting from `before` to `after` does to a model trained with `before`. */
export function changeOf(key: FieldKey, before: LabConfig, after: LabConfig): Change {
  const { change }: Field = fields[key];
  return typeof change === 'function' ? change(before[key], after[key]) : change;
}

/** The settings that differ, in the order of the table; without those that meant nothing to the first. */
export const changedKeys = (before: LabConfig, after: LabConfig): FieldKey[] =>
  fieldKeys.filter((key) => differs(key, before, after) && isRelevant(key, before));

/** Settings of some kinds in which two configurations differ. */
export const changesOf = (before: LabConfig, after: LabConfig, ...kinds: readonly Change[]): FieldKey[] =>
  changedKeys(before, after).filter((key) => kinds.includes(changeOf(key, before, after)));

const pick = (from: LabConfig, keys: readonly FieldKey[]): Partial<LabConfig> =>
  Object.fromEntries(keys.map((key) => [key, from[key]]));

/** The settings of a run that was built with `built` and goes on with what it can take over of `wanted`. */
export const follow = (built: LabConfig, wanted: LabConfig): LabConfig => ({
  ...built,
  ...pick(
    wanted,
    fieldKeys.filter((key) => changeOf(key, built, wanted) === 'live'),
  ),
});

/** Settings to draw with: as wanted, but for all that the network was trained as. */
export const asTrained = (trained: LabConfig, wanted: LabConfig): LabConfig => ({
  ...wanted,
  ...pick(
    trained,
    fieldKeys.filter((key) => ['retrain', 'keeps'].includes(changeOf(key, trained, wanted))),
  ),
});
