// What a data set is: one object that carries all that is known of it. The sets by name are in registry.ts.
import type { FileKind } from './bytes';
import type { Opening } from './opening';
import type { SpriteFile } from './spriteFile';
import type { DataSource, Dataset, LoadOptions, Split } from './types';

interface SetFacts {
  /** Of every image; of the visitor's own where nothing better is known. */
  readonly image: { readonly height: number; readonly width: number; readonly channels: number };
  readonly classNames: readonly string[];
  /** Whom the page has to name; empty for images made here. */
  readonly credit: string;
  /** The file beside the page with a judge of what is drawn after the set (src/engine/judge), where there is one. */
  readonly judge?: string;
}

/** Drawn by code: there at once. */
export interface DrawnSet extends SetFacts {
  readonly from: 'code';
  readonly load: (options: LoadOptions) => Dataset;
}

/** Brought by the visitor (`LoadOptions.own`). @throws LabError `no-data`, `bad-file` as `ownDataset` does. */
export interface BroughtSet extends SetFacts {
  readonly from: 'visitor';
  readonly load: (options: LoadOptions) => Dataset;
}

/** Published as files. */
export interface FiledSet extends SetFacts {
  readonly from: 'files';
  readonly files: Readonly<Record<Split, readonly FileKind[]>>;
  /** Where in a folder people have them besides its top, each ending in a slash. */
  readonly folders: readonly string[];
  /** Names of tar archives that hold the files. */
  readonly archives: readonly string[];
  readonly mirrors: readonly Mirror[];
  /** Places that keep the set as tall PNGs. */
  readonly sprites: readonly SpritePlace[];
  /** The files that one can be, best first, whatever it is called; none for something else. */
  readonly recognise: (opening: Opening) => readonly string[];
  /** It is meant for this set, but of no use: another version, another size. */
  readonly resembles: (opening: Opening) => boolean;
  /** What to fetch instead, by name. */
  readonly wanted: readonly string[];
  /** @throws LabError `no-data` where the source lacks a file, `bad-file` where one is damaged or something else. */
  readonly load: (source: DataSource, options?: LoadOptions) => Promise<Dataset>;
}

/** A server with the original files under one address. */
export interface Mirror {
  readonly name: string;
  /** Ends in a slash; the name of the file follows. */
  readonly address: string;
  /** It answers pages of other origins (CORS). */
  readonly forPages: boolean;
}

export interface SpritePlace {
  readonly name: string;
  /** By the name of the original file. */
  readonly files: Readonly<Record<string, SpriteFile>>;
}

export type DataSet = DrawnSet | BroughtSet | FiledSet;

/** The files of all splits. */
export const allFiles = ({ files }: FiledSet): readonly FileKind[] => Object.values(files).flat();
