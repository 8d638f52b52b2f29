// The browser's side of finding data sets: where the page's `data/` folder is, and how a PNG becomes pixels.
import { LabError } from '../lab/errors';
import type { DecodeImage } from '../datasets/sprite';
import type { DatasetName } from '../datasets/registry';
import type { DataSource } from '../datasets/types';

const decode: DecodeImage = async (bytes) => {
  const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)]), { colorSpaceConversion: 'none' });
  const { width, height } = bitmap;
  const readRows = (from: number, count: number): Promise<Uint8ClampedArray> => {
    const context = new OffscreenCanvas(width, count).getContext('2d', { willReadFrequently: true });
    if (!context)
      return Promise.reject(new LabError('no-data', 'This browser cannot decode pictures in a worker.'));
    context.drawImage(bitmap, 0, from, width, count, 0, 0, width, count);
    return Promise.resolve(context.getImageData(0, 0, width, count).data);
  };
  return { width, height, readRows, close: () => bitmap.close() };
};

/** Reads files that belong to the page. @throws LabError `no-data` */
export function besidePage(workerAddress: string): (file: string) => Promise<ArrayBuffer> {
  const folder = workerAddress.includes('/assets/') ? '../' : '/';
  return async (file) => {
    const response = await fetch(new URL(`${folder}${file}`, workerAddress)).catch(() => null);
    if (!response?.ok)
      throw new LabError(
        'no-data',
        `${file} could not be had from beside the page: try again when it is reached.`,
      );
    return response.arrayBuffer();
  };
}

/** @param workerAddress the worker's script lies in `assets/` of the page's folder (or `src/worker/` in development). */
export function pageSources(workerAddress: string): (dataset: DatasetName) => Promise<readonly DataSource[]> {
  const folder = workerAddress.includes('/assets/') ? '../data/' : '/data/';
  const dataAddress = new URL(folder, workerAddress).href;
  return async (dataset) => {
    const { webSources } = await import('../datasets/web');
    return webSources(dataset, { fetch: self.fetch.bind(self), dataAddress, decode });
  };
}
