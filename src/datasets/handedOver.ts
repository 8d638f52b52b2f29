// Files of a data set that somebody hands over, in place of a folder or a server: known by what is inside them.
import { contentOf, openingOf, openingOfBytes, type NamedFile } from './opening';
import type { FiledSet } from './set';
import { isTar, tarMembers } from './tar';
import type { DataSource } from './types';

type Found = ReadonlyMap<string, () => Promise<Uint8Array>>;

/** Of several files that can be the same one the first counts. */
export function handedOverSource(set: FiledSet, files: readonly NamedFile[]): DataSource {
  let found: Promise<Found> | undefined;
  return {
    name: 'The selection of files',
    checkDigests: false,
    async read(file, { signal }) {
      found ??= findFiles(set, files, signal);
      return (await found).get(file)?.();
    },
  };
}

async function findFiles(
  set: FiledSet,
  files: readonly NamedFile[],
  signal: AbortSignal | undefined,
): Promise<Found> {
  const found = new Map<string, () => Promise<Uint8Array>>();
  const place = (names: readonly string[], read: () => Promise<Uint8Array>): void => {
    const free = names.find((name) => !found.has(name));
    if (free !== undefined) found.set(free, read);
  };
  for (const file of files) {
    signal?.throwIfAborted();
    const opening = await openingOf(file);
    if (!isTar(opening)) {
      place(set.recognise(opening), async () => new Uint8Array(await file.arrayBuffer()));
      continue;
    }
    for await (const { name, bytes } of tarMembers(file.name, await contentOf(file))) {
      signal?.throwIfAborted();
      place(set.recognise(openingOfBytes(name, bytes)), () => Promise.resolve(bytes));
    }
  }
  return found;
}
