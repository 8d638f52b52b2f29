// What dataPage.ts runs in the browser: MNIST from the page's own origin to the first batch on the GPU.
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { loadDataset } from '../src/datasets/load';
import { webSources } from '../src/datasets/web';
import { openWebGpu } from '../src/engine/gpu/device';
import { firstBatch, type BatchMade } from './dataBatch';

export interface FirstBatch extends BatchMade {
  /** From the first request to images in memory. */
  readonly loadMs: number;
}

/** The device is open before: the page opens it while the images come. */
async function measure(): Promise<FirstBatch> {
  const { runtime } = await openWebGpu(navigator.gpu);
  const begun = performance.now();
  const sources = webSources('mnist', {
    fetch: fetch.bind(globalThis),
    dataAddress: new URL('data/', location.href).href,
  });
  const dataset = await loadDataset('mnist', sources);
  const loadMs = performance.now() - begun;
  return { loadMs, ...(await firstBatch(runtime, dataset)) };
}

Object.assign(globalThis, { measureFirstBatch: measure });
