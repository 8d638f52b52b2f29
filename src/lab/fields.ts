// The one table of every setting: its range, what a change of it does, when it matters. Adding a hyper-parameter is one
// entry in its group's file and its translations (`fields.<key>.label` and `fields.<key>.help`).
import type { FieldValue } from './field';
import { dataFields } from './fields/data';
import { modelFields } from './fields/model';
import { objectiveFields } from './fields/objective';
import { samplingFields } from './fields/sampling';
import { scheduleFields } from './fields/schedule';
import { trainingFields } from './fields/training';
import { viewFields } from './fields/view';

/** In the order in which they are shown. */
export const fields = {
  ...dataFields,
  ...scheduleFields,
  ...objectiveFields,
  ...modelFields,
  ...trainingFields,
  ...samplingFields,
  ...viewFields,
} as const;

export type FieldKey = keyof typeof fields;

/** Every setting of the lab, with the type its field gives it. */
export type LabConfig = { readonly [K in FieldKey]: FieldValue<(typeof fields)[K]> };

export const fieldKeys = Object.keys(fields) as FieldKey[];

export const defaultConfig = Object.fromEntries(
  fieldKeys.map((key) => [key, fields[key].default]),
) as unknown as LabConfig;
