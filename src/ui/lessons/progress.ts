// How far the visitor has come in each lesson; kept in this browser alone.
import { z } from '../../lab/zod';
import { localStorageOrNull } from '../../store/storage';
import { seeds } from './proof';

const key = 'lab-lessons';

const whole = z.int().min(0);

const schema = z.record(
  z.string(),
  z.object({
    page: whole,
    done: z.array(whole),
    // What was kept before there were codes has neither.
    answers: z.record(z.string(), whole).default({}),
    seed: whole.default(0),
  }),
);

export interface Progress {
  /** Index of the page that was open last. */
  readonly page: number;
  /** Indices of the pages whose tasks were done. */
  readonly done: readonly number[];
  /** By index of the page the index of what was predicted there. */
  readonly answers: Readonly<Record<number, number>>;
  /** Drawn when the lesson was begun: two visitors' codes differ. */
  readonly seed: number;
}

type All = Readonly<Record<string, Progress>>;

type Keeping = Pick<Storage, 'getItem' | 'setItem'>;

const held = new Map<string, string>();

/** Until the page is left, where the browser keeps nothing. */
const memory: Keeping = {
  getItem: (name) => held.get(name) ?? null,
  setItem: (name, value) => void held.set(name, value),
};

/** What is kept; nothing where it cannot be read. */
export function readProgress(storage: Keeping = localStorageOrNull() ?? memory): All {
  try {
    const result = schema.safeParse(JSON.parse(storage.getItem(key) ?? '{}'));
    return result.success ? result.data : {};
  } catch {
    return {};
  }
}

export interface KeepOptions {
  readonly done: boolean;
  /** Index of the choice that was predicted on the page. */
  readonly answer?: number | undefined;
  readonly storage?: Keeping;
}

/** Keeps that a page is open, what was predicted there, and whether what it asks is done. */
export function keepProgress(
  id: string,
  page: number,
  { done, answer, storage = localStorageOrNull() ?? memory }: KeepOptions,
): void {
  const all = readProgress(storage);
  const drawn = Math.floor(Math.random() * seeds);
  const before: Progress = all[id] ?? { page, done: [], answers: {}, seed: drawn };
  const now: Progress = {
    page,
    done: done && !before.done.includes(page) ? [...before.done, page] : before.done,
    answers: answer === undefined ? before.answers : { ...before.answers, [page]: answer },
    seed: before.seed,
  };
  try {
    storage.setItem(key, JSON.stringify({ ...all, [id]: now }));
  } catch {
    // A full storage keeps nothing: the lesson goes on.
  }
}
