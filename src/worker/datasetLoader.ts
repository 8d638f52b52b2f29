// Fetches images for the page or for a training that needs them, tells how far it has come, and posts what came.
import type { LabConfig } from '../lab/fields';
import type { DatasetStore, LoadedDataset } from './datasetStore';
import { isCancelled, type LiveRequests } from './liveRequests';
import { datasetInfo } from './messages';
import type { Post } from './protocol';

type DatasetName = LabConfig['dataset'];

interface DatasetLoaderOptions {
  readonly datasets: DatasetStore;
  readonly requests: LiveRequests;
  readonly post: Post;
}

export class DatasetLoader {
  private readonly options: DatasetLoaderOptions;
  private underway: { readonly name: DatasetName; readonly loaded: Promise<LoadedDataset> } | null = null;

  constructor(options: DatasetLoaderOptions) {
    this.options = options;
  }

  /** From here on these are the images of the page. */
  load(request: number, name: DatasetName): Promise<LoadedDataset> {
    const mine = { name, loaded: this.fetch(request, name) };
    this.underway = mine;
    const done = (): void => {
      if (this.underway === mine) this.underway = null;
    };
    mine.loaded.then(done, done);
    return mine.loaded;
  }

  /** The images that a training needs, fetched where they are not here; null where the wait for them was broken off. */
  async need(request: number, name: DatasetName, signal: AbortSignal): Promise<LoadedDataset | null> {
    const here = this.options.datasets.get(name);
    if (here || signal.aborted) return signal.aborted ? null : here;
    // What the page has asked for already is not asked for twice.
    const loaded = this.underway?.name === name ? this.underway.loaded : this.load(request, name);
    const stopped = new Promise<null>((resolve) => signal.addEventListener('abort', () => resolve(null)));
    return Promise.race([loaded.catch(nullWhereCancelled), stopped]);
  }

  private async fetch(request: number, name: DatasetName): Promise<LoadedDataset> {
    const { datasets, requests, post } = this.options;
    const loaded = await requests.perform({ channel: 'data', request }, (signal) =>
      datasets.fetch(name, {
        signal,
        onProgress: (done, total) => post({ request, type: 'progress', stage: 'data', done, total }),
      }),
    );
    datasets.keep(name, loaded);
    const info = datasetInfo(loaded.dataset, loaded.refused);
    post({ request, type: 'data', info }, [info.preview.buffer, info.previewLabels.buffer]);
    return loaded;
  }
}

const nullWhereCancelled = (thrown: unknown): null => {
  if (isCancelled(thrown)) return null;
  throw thrown;
};
