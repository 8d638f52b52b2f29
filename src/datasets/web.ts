// Where the page looks for a data set, in order: beside itself, then servers known to answer other pages.
import { filedSet, type DatasetName } from './registry';
import { addressSource } from './source';
import { spriteSource, type DecodeImage } from './sprite';
import type { DataSource } from './types';

export interface WebOptions {
  readonly fetch: typeof fetch;
  /** Address of the folder `data/` under the page's own, ending in a slash. */
  readonly dataAddress: string;
  /** Without it the sources that are one tall PNG are left out. */
  readonly decode?: DecodeImage | undefined;
  readonly patienceMs?: number;
}

/** The sources of `name` for a page, best first; empty for sets that need none. */
export function webSources(name: DatasetName, options: WebOptions): DataSource[] {
  const set = filedSet(name);
  if (!set) return [];
  const { dataAddress, decode, ...common } = options;
  const beside = addressSource({
    ...common,
    name: 'The folder data/ beside the page',
    place: '',
    addressOf: (file) => dataAddress + file,
    checkDigests: 'whole',
  });
  const mirrors = set.mirrors
    .filter(({ forPages }) => forPages)
    .map((mirror) =>
      addressSource({
        ...common,
        name: mirror.name,
        addressOf: (file) => mirror.address + file,
        checkDigests: true,
      }),
    );
  const sprites = decode ? set.sprites.map((place) => spriteSource({ ...common, ...place, decode })) : [];
  return [beside, ...mirrors, ...sprites];
}
