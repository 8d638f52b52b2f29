// What the denoising check asks the model: the chosen picture at the cursor, and pictures of the data set at
// eight noise levels (the grid of the tutorial T2).
import { fromBytes, pictureValues } from '../../../lab/pictures';
import { toBatch } from '../../hooks/forward';
import type { ImageBatch } from '../../../lab/images';
import type { DatasetInfo } from '../../../worker/protocol';

export const noiseLevels = 8;

export interface CheckRequest {
  readonly timesteps: readonly number[];
  readonly images: ImageBatch;
}

/** @param position of the cursor, 1…T; picture 0 of the answer belongs to it, 1…8 to the noise levels. */
export function checkRequest(
  clean: ImageBatch,
  dataset: DatasetInfo,
  { position, timesteps }: { readonly position: number; readonly timesteps: number },
): CheckRequest {
  const all = fromBytes(dataset, dataset.preview);
  const levels = Array.from(
    { length: noiseLevels },
    (_, i) => Math.round(((i + 1) * timesteps) / noiseLevels) - 1,
  );
  const pictures = levels.map((_, i) => pictureValues(all, i % Math.max(1, all.count)));
  return {
    timesteps: [position - 1, ...levels.map((level) => Math.max(0, level))],
    images: toBatch(clean, [clean.pixels, ...pictures]),
  };
}
