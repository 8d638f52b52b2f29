// How far the visitor has come in each lesson; kept in this browser alone.
import { z } from '../../lab/zod';
import { localStorageOrNull } from '../../store/storage';

const key = 'lab-lessons';

const schema = z.record(z.string(), z.object({ page: z.int().min(0), done: z.array(z.int().min(0)) }));

export interface Progress {
  /** Index of the page that was open last. */
  readonly page: number;
  /** Indices of the pages whose tasks were done. */
  readonly done: readonly number[];
}

type All = Readonly<Record<string, Progress>>;

/** What is kept; nothing where it cannot be read. */
export function readProgress(storage = localStorageOrNull()): All {
  try {
    const result = schema.safeParse(JSON.parse(storage?.getItem(key) ?? '{}'));
    return result.success ? result.data : {};
  } catch {
    return {};
  }
}

/** Keeps that a page is open, and whether what it asks is done. */
export function keepProgress(
  id: string,
  page: number,
  { done, storage = localStorageOrNull() }: { readonly done: boolean; readonly storage?: Storage | null },
): void {
  const all = readProgress(storage);
  const before = all[id]?.done ?? [];
  const now = done && !before.includes(page) ? [...before, page] : before;
  try {
    storage?.setItem(key, JSON.stringify({ ...all, [id]: { page, done: now } }));
  } catch {
    // A full storage keeps nothing: the lesson goes on.
  }
}
