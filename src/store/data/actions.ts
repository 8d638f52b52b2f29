// Which images the lab works with: the data set that the settings name, and what the visitor brings.
import { broughtDataset, isBrought, type FiledDataset } from '../../datasets/registry';
import type { BrowsedImages, Browsing } from '../../lab/browsing';
import { LabError, type Failure } from '../../lab/errors';
import type { LabConfig } from '../../lab/fields';
import type { ImageBatch, OwnImages } from '../../lab/images';
import { idle } from '../phases';
import type { LabState } from '../state';
import type { StoreTools } from '../tools';

const cancelled: Failure = {
  code: 'stopped',
  sentence: 'The download was cancelled.',
  reason: { name: 'data-stopped', values: {} },
};

export interface OpenedFiles {
  readonly dataset: FiledDataset;
  readonly files: readonly File[];
}

export interface DataActions {
  setOwnImages(images: OwnImages): void;
  /** Files of a data set join those of the same set that were opened before; the set is chosen and loaded. */
  openDataFiles(opened: OpenedFiles): void;
  setOwnPicture(picture: ImageBatch | null): void;
  /** Images of the set that is here. @throws LabError `stopped` for an earlier question, or what the worker says. */
  browse(what: Browsing): Promise<BrowsedImages>;
  /** Ends the loading of images; what was shown before stays. */
  cancelData(): void;
}

/** The visitor's own images are chosen, and there are none: after a reload, by a link, by a preset. */
export const lacksOwnImages = ({ config, ownImages }: Pick<LabState, 'config' | 'ownImages'>): boolean =>
  isBrought(config.dataset) && ownImages === null;

/** Asks for the images that the settings name, the visitor's own too: who has brought none is told so. */
export function requestData({ get, set, worker }: StoreTools): void {
  const { config, ownImages, dataFiles } = get();
  set({ data: { kind: 'loading', done: 0, total: 0 } });
  worker().begin('data', {
    type: 'load-data',
    config,
    ...(ownImages && { own: ownImages }),
    files: dataFiles,
  });
}

/** The same; own images are loaded when the visitor has brought some. */
export function loadData(tools: StoreTools): void {
  if (!lacksOwnImages(tools.get())) return requestData(tools);
  tools.worker().forget('data');
  tools.set({ data: idle });
}

/** Fetches the image that the settings name, where it is of the set but none of those that came with it. */
export async function followPicked({ get, set, worker }: StoreTools): Promise<void> {
  const { dataset, config, picked } = get();
  const index = config.imageIndex;
  if (!dataset || index >= dataset.count || index < dataset.previewLabels.length) return;
  if (picked?.of === dataset && picked.index === index) return;
  const what = { kind: 'these', indices: [index] } as const;
  // Until it is here, or where a newer question took its place, one of those that came stands for it.
  const answer = await worker()
    .ask('picture', { type: 'browse', what })
    .catch(() => null);
  if (answer?.type === 'browsed' && answer.indices[0] === index && get().dataset === dataset)
    set({ picked: { of: dataset, index, image: answer.images } });
}

export function dataActions(
  tools: StoreTools,
  { setConfig }: { readonly setConfig: (changes: Partial<LabConfig>) => void },
): DataActions {
  const { get, set } = tools;
  const choose = (dataset: LabConfig['dataset']): void => {
    if (get().config.dataset === dataset) loadData(tools);
    else setConfig({ dataset, imageIndex: 0 });
  };
  return {
    setOwnImages(images) {
      set({ ownImages: images });
      choose(broughtDataset);
    },
    openDataFiles({ dataset, files }) {
      const { dataFiles } = get();
      set({ dataFiles: { ...dataFiles, [dataset]: [...files, ...(dataFiles[dataset] ?? [])] } });
      choose(dataset);
    },
    setOwnPicture: (ownPicture) => set({ ownPicture }),
    async browse(what) {
      const answer = await tools.worker().ask('browsing', { type: 'browse', what });
      if (answer.type === 'browsed') return answer;
      throw new LabError('internal', `Browsing was answered with "${answer.type}".`);
    },
    cancelData() {
      const { data, training } = get();
      if (data.kind !== 'loading') return;
      tools.worker().tell('data', { type: 'stop' });
      tools.worker().forget('data');
      set({
        data: { kind: 'failed', failure: cancelled },
        ...(training.kind === 'waiting' && { training: idle }),
      });
    },
  };
}
