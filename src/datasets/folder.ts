// A folder to read the files of a data set from. Reading itself is passed in.
import type { FileKind } from './bytes';
import { handedOverSource } from './handedOver';
import { allFiles, type FiledSet } from './set';
import type { DataSource } from './types';

export interface FolderOptions {
  readonly name: string;
  readonly set: FiledSet;
  /** Takes a path relative to the folder and gives undefined for a file that is not there. */
  readonly readFile: (path: string) => Promise<Uint8Array | undefined>;
}

const unpacked = (file: string): string => file.replace(/\.gz$/, '');

/** Where a file may lie: as it is published or unpacked, or in a folder of its own name, as Kaggle packs it. */
function pathsOf({ file, spellings = [] }: FileKind, folders: readonly string[]): readonly string[] {
  const plain = [...new Set([unpacked(file), ...spellings])];
  const names = [...new Set([file, ...plain.flatMap((name) => [name, `${name}.gz`])])];
  const places = [...names, ...names.flatMap((name) => names.map((inside) => `${name}/${inside}`))];
  return ['', ...folders].flatMap((folder) => places.map((place) => folder + place));
}

/** A folder of a data set as people unpack it: the files themselves, or the archive that they come in. */
export function folderSource({ name, set, readFile }: FolderOptions): DataSource {
  const firstOf = async (
    paths: readonly string[],
    signal: AbortSignal | undefined,
  ): Promise<Uint8Array | undefined> => {
    for (const path of paths) {
      signal?.throwIfAborted();
      const bytes = await readFile(path);
      if (bytes) return bytes;
    }
    return undefined;
  };
  let archives: Promise<DataSource> | undefined;
  const openArchives = async (): Promise<DataSource> => {
    const paths = set.archives.flatMap((archive) => ['', ...set.folders].map((folder) => folder + archive));
    const bytes = await firstOf(paths, undefined);
    return handedOverSource(set, bytes ? [new File([new Uint8Array(bytes)], set.archives[0] ?? '')] : []);
  };
  return {
    name,
    checkDigests: false,
    async read(file, options) {
      const kind = allFiles(set).find((known) => known.file === file) ?? { file, expected: '' };
      const found = await firstOf(pathsOf(kind, set.folders), options.signal);
      if (found || set.archives.length === 0) return found;
      archives ??= openArchives();
      return (await archives).read(file, options);
    },
  };
}
