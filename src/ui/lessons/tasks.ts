// What a lesson's page can ask the visitor to do, and how it is seen that it was done.
import type { FieldKey } from '../../lab/fields';
import type { LabState } from '../../store/state';
import { createTablesCache, mostSignalLeft } from '../hooks/tables';
import type { Task, TaskKind } from './format';

export interface Watched {
  readonly now: LabState;
  /** When the task's turn came. */
  readonly start: LabState;
  /** Settings that have been changed since then, also if they were changed back. */
  readonly touched: ReadonlySet<FieldKey>;
}

type OfKind<Kind extends TaskKind> = Extract<Task, { readonly do: Kind }>;
type Conditions = { readonly [Kind in TaskKind]: (task: OfKind<Kind>, watched: Watched) => boolean };

const same = (a: unknown, b: unknown): boolean => String(a) === String(b);

/** A film of the reverse process was finished since then. */
const drawn = ({ now, start }: Watched): boolean =>
  now.reels.main !== start.reels.main && now.reels.main?.finished === true;

const tables = createTablesCache();

const conditions: Conditions = {
  /** By at least a fifth of its length. */
  'move-ruler': (_, { now, start }) => Math.abs(now.config.time - start.config.time) >= 0.2,
  'ruler-within': ({ from, to }, { now, start }) =>
    now.config.time !== start.config.time && now.config.time >= from && now.config.time <= to,
  set: ({ setting, to }, { now, start, touched }) => {
    const wanted = (value: unknown): boolean => to.some((one) => same(one, value));
    return wanted(now.config[setting]) && (touched.has(setting) || !wanted(start.config[setting]));
  },
  change: ({ settings }, { now, start }) => settings.some((key) => !same(now.config[key], start.config[key])),
  'reach-noise': (_, { now }) => {
    const { tables: made, problem } = tables(now.config);
    return problem === null && (made.sqrtAlphasCumprod[made.timesteps - 1] ?? 1) <= mostSignalLeft;
  },
  'pick-picture': (_, { now, start }) =>
    now.ownPicture !== start.ownPicture || now.config.imageIndex !== start.config.imageIndex,
  /** A model of before counts: it need not be trained again. */
  train: ({ steps }, { now }) => (now.model?.step ?? 0) >= steps,
  draw: (_, watched) => drawn(watched),
  /** Ten variations (or any number) of a half-noised picture. */
  vary: (_, watched) => drawn(watched) && watched.now.reels.main?.start.kind === 'half-noised',
  compare: (_, { now, start }) => now.reels.other !== start.reels.other && now.reels.other?.finished === true,
};

/** Whether a task was done since its turn came. */
export const isDone = (task: Task, watched: Watched): boolean =>
  (conditions[task.do] as (task: Task, watched: Watched) => boolean)(task, watched);
