// Which file a module of the page goes into: what the page needs at once in two, libraries (which change seldom) and its own;
// what comes later as the bundler has it. Left alone, it makes a file of every set of modules that the same late parts
// share: dozens of small ones before the page begins.

export interface Modules {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

/** Everything that is reached from `entry` without waiting, but for the script that it begins with: another page, which shares files, must not begin this one. */
function neededAtOnce(entry: string, modules: Modules): ReadonlySet<string> {
  const next = (id: string): readonly string[] => modules.getModuleInfo(id)?.importedIds ?? [];
  const found = new Set([entry]);
  for (const id of found) for (const one of next(id)) found.add(one);
  for (const beginning of [entry, ...next(entry)]) found.delete(beginning);
  return found;
}

/** @param entry the page, as an absolute path @returns the name of a module's group; null leaves it to the bundler */
export function chunkOf(entry: string): (id: string, modules: Modules) => string | null {
  let needed: ReadonlySet<string> | null = null;
  return (id, modules) => {
    needed ??= neededAtOnce(entry, modules);
    if (!needed.has(id)) return null;
    return id.includes('/node_modules/') ? 'libraries' : 'page';
  };
}
