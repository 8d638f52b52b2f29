// Classes from folders, as everybody keeps them: `flowers/rose/1.png` is a rose (torchvision's ImageFolder).
import { mostClasses } from '../own';
import type { Refusal } from './files';

export interface Classed {
  readonly names: readonly string[];
  /** For each path the index of its class, or why it is of none. */
  readonly of: readonly (number | Refusal)[];
}

/** Folders that part a set for training and tests, above those of the classes. */
const splits = /^(train|training|test|testing|val|valid|validation)$/i;

const foldersOf = (path: string): readonly string[] => path.split('/').slice(0, -1);

/** The folders that all lie in. */
function common(all: readonly (readonly string[])[]): number {
  const [first = []] = all;
  const differs = first.findIndex((folder, i) => all.some((folders) => folders[i] !== folder));
  return differs < 0 ? first.length : differs;
}

/**
 * The classes of images by their paths: the first folder below those that all share. No names where there are no such
 * folders. Of more than {@link mostClasses} the largest count.
 */
export function classesOfPaths(paths: readonly string[]): Classed {
  const all = paths.map(foldersOf);
  const shared = common(all);
  const below = all.map((folders) => folders.slice(shared));
  const areSplits = below.every(([first, second]) => second !== undefined && splits.test(first ?? ''));
  const own = below.map((folders) => folders[areSplits ? 1 : 0] ?? null);
  const counts = new Map<string, number>();
  for (const name of own) if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1);
  if (counts.size === 0) return { names: [], of: paths.map(() => 0) };
  const largest = [...counts].toSorted(([, a], [, b]) => b - a).slice(0, mostClasses);
  const names = largest.map(([name]) => name).toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  const index = new Map(names.map((name, i) => [name, i]));
  return { names, of: own.map((name) => (name === null ? 'beside' : (index.get(name) ?? 'many-classes'))) };
}
