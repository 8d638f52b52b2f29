// What a lesson can ask the visitor to do.
import type { FieldKey, LabConfig } from '../../lab/fields';
import type { Condition } from './lesson';

/** The ruler was moved by at least a fifth of its length. */
export const movedTime: Condition = (now, start) => Math.abs(now.config.time - start.config.time) >= 0.2;

/** The ruler stands within a range, 0…1. */
export const timeWithin =
  (from: number, to: number): Condition =>
  ({ config }) =>
    config.time >= from && config.time <= to;

/** A setting has one of some values. */
export const isSet =
  <K extends FieldKey>(key: K, ...values: readonly LabConfig[K][]): Condition =>
  ({ config }) =>
    values.some((value) => String(value) === String(config[key]));

/** A setting was changed since the step began. */
export const changed =
  (...keys: readonly FieldKey[]): Condition =>
  (now, start) =>
    keys.some((key) => String(now.config[key]) !== String(start.config[key]));

/** A model has seen at least so many steps. */
export const trainedFor =
  (steps: number): Condition =>
  ({ model }) =>
    (model?.step ?? 0) >= steps;

/** A film of the reverse process was finished since the step began. */
export const sampled: Condition = (now, start) =>
  now.reels.main !== start.reels.main && now.reels.main?.finished === true;

/** Ten variations (or any number) of a half-noised image were finished since the step began. */
export const varied: Condition = (now, start) =>
  sampled(now, start) && now.reels.main?.start.kind === 'half-noised';

/** Another picture was picked or drawn. */
export const otherPicture: Condition = (now, start) =>
  now.ownPicture !== start.ownPicture || now.config.imageIndex !== start.config.imageIndex;

/** Two samplers were compared. */
export const compared: Condition = (now) => now.reels.other?.finished === true;
