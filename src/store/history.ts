// What the settings were before each change, so that a change can be undone, and done again. The view (the ruler's place,
// the chosen picture) has no part in it: who undoes a setting has not asked to be taken elsewhere.
import { fieldKeys, fields, type FieldKey, type LabConfig } from '../lab/fields';
import { keepView } from '../lab/presets';
import type { Settled } from './reconcile';

interface Gesture {
  /** The settings that are being changed. */
  readonly keys: string;
  /** When they were changed last, milliseconds. */
  readonly at: number;
}

export interface History {
  /** The last is undone first. */
  readonly past: readonly Settled[];
  /** What was undone; the last is done again first. */
  readonly future: readonly Settled[];
  readonly gesture: Gesture | null;
}

export const noHistory: History = { past: [], future: [], gesture: null };

/** More changes than these are forgotten, the oldest first. */
const mostChanges = 100;

/** Changes of the same settings that follow each other faster than this are one: a slider that is dragged. */
const gestureMs = 900;

const differ = (a: LabConfig, b: LabConfig): boolean =>
  fieldKeys.some((key) => fields[key].group !== 'view' && String(a[key]) !== String(b[key]));

export interface SettingsChange {
  readonly before: Settled;
  readonly after: LabConfig;
  readonly keys: readonly FieldKey[];
  /** Milliseconds, from any beginning. */
  readonly at: number;
}

/** The history after a change; what was undone before it cannot be done again. */
export function remember(history: History, { before, after, keys, at }: SettingsChange): History {
  if (!differ(before.config, after)) return history;
  const gesture = { keys: keys.join(), at };
  const { gesture: last } = history;
  const goesOn = last !== null && last.keys === gesture.keys && at - last.at < gestureMs;
  const past = goesOn ? history.past : [...history.past, before].slice(-mostChanges);
  return { past, future: [], gesture };
}

/** What else moved with the one setting that was changed last; undefined where that was none, or several. */
export interface MovedAlong {
  readonly cause: FieldKey;
  readonly keys: readonly FieldKey[];
}

export function movedAlong({ past, gesture }: History, now: LabConfig): MovedAlong | undefined {
  const before = past.at(-1)?.config;
  const cause = fieldKeys.find((key) => key === gesture?.keys);
  if (!before || cause === undefined) return undefined;
  const keys = fieldKeys.filter(
    (key) => key !== cause && fields[key].group !== 'view' && String(now[key]) !== String(before[key]),
  );
  return { cause, keys };
}

export type Direction = 'undo' | 'redo';

/** The settings to go to, null where there are none: a step of the history back or forward. */
export const target = (history: History, direction: Direction): Settled | null =>
  (direction === 'undo' ? history.past : history.future).at(-1) ?? null;

/** The history and the settings after a step; null where there is nothing to be undone, or done again. */
export function travel(
  history: History,
  now: Settled,
  direction: Direction,
): (Settled & { readonly history: History }) | null {
  const there = target(history, direction);
  if (!there) return null;
  const { past, future } = history;
  const next =
    direction === 'undo'
      ? { past: past.slice(0, -1), future: [...future, now] }
      : { past: [...past, now], future: future.slice(0, -1) };
  return {
    config: keepView(there.config, now.config),
    gaveWay: there.gaveWay,
    history: { ...next, gesture: null },
  };
}
