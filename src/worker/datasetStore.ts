// The images of a session: fetches a data set from wherever it can be had, and keeps one.
import { handedOverSource } from '../datasets/handedOver';
import { loadDataset } from '../datasets/load';
import { trainedImages } from '../datasets/pad';
import { filedSet, isBrought, standInDataset, type DatasetName } from '../datasets/registry';
import type { DataSource, Dataset, LoadOptions, ReadOptions } from '../datasets/types';
import { toFailure, toLabError, type Failure, type LabError } from '../lab/errors';
import { sameImages, type ImageSettings, type OwnImages } from '../lab/images';
import type { KeptData } from './keptData';
import type { DataFiles } from './protocol';

export interface LoadedDataset {
  readonly dataset: Dataset;
  /** Why strokes stand in for the set that was asked for. */
  readonly refused?: Failure;
}

/** Where a set can be had, best first. */
export type SourcesOf = (dataset: DatasetName) => Promise<readonly DataSource[]>;

export interface DatasetStoreOptions {
  readonly sourcesOf: SourcesOf;
  /** @throws LabError `storage` where the browser keeps nothing. */
  readonly openData?: () => Promise<KeptData>;
  /** A set that came could not be kept for the next visit. */
  readonly onUnkept?: (error: LabError) => void;
}

export class DatasetStore {
  private kept: { readonly asked: ImageSettings; readonly loaded: LoadedDataset } | null = null;
  private own: OwnImages | undefined;
  private files: DataFiles = {};
  private readonly options: DatasetStoreOptions;
  private opening: Promise<KeptData | null> | null = null;

  constructor(options: DatasetStoreOptions) {
    this.options = options;
  }

  /** What the browser keeps of data sets; null where it keeps nothing. */
  storage(): Promise<KeptData | null> {
    const { openData } = this.options;
    this.opening ??= openData ? openData().catch(() => null) : Promise.resolve(null);
    return this.opening;
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
      return { dataset: await this.loadAndKeep(name, opened, all) };
    } catch (thrown) {
      const error = toLabError(thrown);
      if (error.code !== 'no-data' || isBrought(name)) throw error;
      // What the visitor's files lack says more than that no server answers.
      if (files) return { dataset: await loadDataset(name, opened, all) };
      return { dataset: await loadDataset(standInDataset, [], options), refused: toFailure(error) };
    }
  }

  /** From the visitor's files, else from what is kept, else from a server; what a server sent is kept. */
  private async loadAndKeep(
    name: DatasetName,
    opened: readonly DataSource[],
    options: LoadOptions,
  ): Promise<Dataset> {
    if (!filedSet(name)) return loadDataset(name, [], options);
    const [kept, servers] = await Promise.all([this.storage(), this.options.sourcesOf(name)]);
    const here = kept ? [kept.source(name)] : [];
    const received = new Map<string, Uint8Array>();
    const dataset = await loadDataset(
      name,
      [...opened, ...here, ...servers.map((one) => recorded(one, received))],
      options,
    );
    // Nobody waits for it.
    if (received.size > 0)
      kept?.keep(name, received).catch((thrown: unknown) => this.options.onUnkept?.(toLabError(thrown)));
    return dataset;
  }
}

/** The source; what it sends is noted in the place of what another one has sent before. */
function recorded(source: DataSource, received: Map<string, Uint8Array>): DataSource {
  let begun = false;
  return {
    ...source,
    async read(file, options) {
      if (!begun) received.clear();
      begun = true;
      const bytes = await source.read(file, options);
      if (bytes) received.set(file, bytes);
      return bytes;
    },
  };
}
