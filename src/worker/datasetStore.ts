// The images of a session: fetches a data set from wherever it can be had, and keeps one.
import { handedOverSource } from '../datasets/handedOver';
import { loadDataset } from '../datasets/load';
import { trainedImages } from '../datasets/pad';
import { filedSet, isBrought, standInDataset, type DatasetName } from '../datasets/registry';
import type { DataSource, Dataset, ReadOptions } from '../datasets/types';
import { toFailure, toLabError, type Failure } from '../lab/errors';
import { sameImages, type ImageSettings, type OwnImages } from '../lab/images';
import type { DataFiles } from './protocol';

export interface LoadedDataset {
  readonly dataset: Dataset;
  /** Why strokes stand in for the set that was asked for. */
  readonly refused?: Failure;
}

export class DatasetStore {
  private kept: { readonly asked: ImageSettings; readonly loaded: LoadedDataset } | null = null;
  private own: OwnImages | undefined;
  private files: DataFiles = {};
  private readonly sourcesOf: (dataset: DatasetName) => readonly DataSource[];

  constructor(sourcesOf: (dataset: DatasetName) => readonly DataSource[]) {
    this.sourcesOf = sourcesOf;
  }

  /** Takes the visitor's own pictures and files: they are asked before any server. */
  takeOwn({ own, files = {} }: { readonly own?: OwnImages; readonly files?: DataFiles }): void {
    this.own = own ?? this.own;
    this.files = files;
  }

  /** The images that are here, whichever. */
  get present(): Dataset | null {
    return this.kept?.loaded.dataset ?? null;
  }

  /** The images that are here, where these were asked for. */
  get(asked: ImageSettings): LoadedDataset | null {
    return this.kept && sameImages(this.kept.asked, asked) ? this.kept.loaded : null;
  }

  keep(asked: ImageSettings, loaded: LoadedDataset): void {
    this.kept = { asked, loaded };
  }

  /** @throws LabError `bad-file`, `no-data`, or what the signal was aborted with. */
  async fetch(asked: ImageSettings, options: ReadOptions): Promise<LoadedDataset> {
    const loaded = await this.load(asked.dataset, options);
    return { ...loaded, dataset: trainedImages(loaded.dataset, asked) };
  }

  private async load(name: DatasetName, options: ReadOptions): Promise<LoadedDataset> {
    const set = filedSet(name);
    const files = new Map(Object.entries(this.files)).get(name);
    const opened = set && files ? [handedOverSource(set, files)] : [];
    const all = { ...options, own: this.own };
    try {
      return { dataset: await loadDataset(name, [...opened, ...this.sourcesOf(name)], all) };
    } catch (thrown) {
      const error = toLabError(thrown);
      if (error.code !== 'no-data' || isBrought(name)) throw error;
      // What the visitor's files lack says more than that no server answers.
      if (files) return { dataset: await loadDataset(name, opened, all) };
      return { dataset: await loadDataset(standInDataset, [], options), refused: toFailure(error) };
    }
  }
}
