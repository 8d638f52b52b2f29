// From the engine's words to the protocol's.
import { fromRange } from '../diffusion/process/pictures';
import type { PixelRange } from '../diffusion/process/process';
import type { Failure } from '../lab/errors';
import type { Dataset } from '../datasets/types';
import type { ImageBatch, PictureShape } from '../lab/images';
import type { DatasetInfo } from './protocol';

const previewCount = 200;

export const pictureShape = ({ height, width, channels }: PictureShape): PictureShape => ({
  height,
  width,
  channels,
});

export function datasetInfo(dataset: Dataset, refused?: Failure): DatasetInfo {
  const { name, count, height, width, channels, classNames, credit, images, labels } = dataset;
  const shown = Math.min(count, previewCount);
  return {
    name,
    count,
    height,
    width,
    channels,
    classNames,
    credit,
    preview: images.slice(0, shown * height * width * channels),
    previewLabels: labels.slice(0, shown),
    ...(refused && { refused }),
  };
}

/** @param range of the process that made the pixels; they are brought to −1…1, what the page draws. */
export function imageBatch(
  pixels: Float32Array,
  { height, width, channels }: { readonly height: number; readonly width: number; readonly channels: number },
  range: PixelRange,
): ImageBatch {
  return {
    count: pixels.length / (height * width * channels),
    height,
    width,
    channels,
    pixels: fromRange(pixels, range),
  };
}
