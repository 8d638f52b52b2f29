// Fetches images for the page or for a training that needs them, tells how far it has come, and posts what came.
import type { OnProgress } from '../datasets/types';
import type { Browsing } from '../lab/browsing';
import { LabError } from '../lab/errors';
import { sameImages, type ImageSettings } from '../lab/images';
import type { DatasetStore, LoadedDataset } from './datasetStore';
import { isCancelled, type LiveRequests } from './liveRequests';
import { datasetInfo } from './messages';
import type { Post } from './protocol';

/** Progress is told so often at most: a file comes in thousands of pieces. */
const betweenMs = 60;

interface DatasetLoaderOptions {
  readonly datasets: DatasetStore;
  readonly requests: LiveRequests;
  readonly post: Post;
}

export class DatasetLoader {
  private readonly options: DatasetLoaderOptions;
  private underway: { readonly asked: ImageSettings; readonly loaded: Promise<LoadedDataset> } | null = null;

  constructor(options: DatasetLoaderOptions) {
    this.options = options;
  }

  /** From here on these are the images of the page. */
  load(request: number, asked: ImageSettings): Promise<LoadedDataset> {
    const mine = { asked, loaded: this.fetch(request, asked) };
    this.underway = mine;
    const done = (): void => {
      if (this.underway === mine) this.underway = null;
    };
    mine.loaded.then(done, done);
    return mine.loaded;
  }

  /** The images that a training needs, fetched where they are not here; null where the wait for them was broken off. */
  async need(request: number, asked: ImageSettings, signal: AbortSignal): Promise<LoadedDataset | null> {
    const here = this.options.datasets.get(asked);
    if (here || signal.aborted) return signal.aborted ? null : here;
    // What the page has asked for already is not asked for twice.
    const loaded =
      this.underway && sameImages(this.underway.asked, asked)
        ? this.underway.loaded
        : this.load(request, asked);
    const stopped = new Promise<null>((resolve) => signal.addEventListener('abort', () => resolve(null)));
    return Promise.race([loaded.catch(nullWhereCancelled), stopped]);
  }

  /** Some of the images that are here. @throws LabError `no-data` where there are none. */
  async browse(request: number, what: Browsing): Promise<void> {
    const { browse } = await import('./browsing');
    const { present } = this.options.datasets;
    if (!present) throw new LabError('no-data', 'There are no images here yet.');
    const found = browse(present, what);
    this.options.post({ request, type: 'browsed', ...found }, [found.images.buffer, found.labels.buffer]);
  }

  private async fetch(request: number, asked: ImageSettings): Promise<LoadedDataset> {
    const { datasets, requests, post } = this.options;
    let [told, last] = [0, ''];
    const onProgress: OnProgress = (done, total, fetching) => {
      const now = performance.now();
      const what = `${fetching?.place} ${fetching?.file}`;
      if (what === last && now - told < betweenMs) return;
      [told, last] = [now, what];
      post({ request, type: 'progress', stage: 'data', done, total, ...(fetching && { fetching }) });
    };
    const loaded = await requests.perform({ channel: 'data', request }, (signal) =>
      datasets.fetch(asked, { signal, onProgress }),
    );
    datasets.keep(asked, loaded);
    const info = datasetInfo(loaded.dataset, loaded.refused);
    post({ request, type: 'data', info }, [info.preview.buffer, info.previewLabels.buffer]);
    return loaded;
  }
}

const nullWhereCancelled = (thrown: unknown): null => {
  if (isCancelled(thrown)) return null;
  throw thrown;
};
