// Small images with a black border, as most tutorials make 28×28 digits 32×32: networks that halve their maps three
// times or more need such sides.
import type { PictureShape } from '../lab/images';
import { datasets, isBrought, type DatasetName } from './registry';
import type { Dataset } from './types';

export const paddedSide = 32;

/** Images of this set are smaller than 32×32, or may be. */
export const canBePadded = (name: DatasetName): boolean =>
  isBrought(name) || datasets[name].image.height < paddedSide || datasets[name].image.width < paddedSide;

const paddedShape = ({ height, width, channels }: PictureShape): PictureShape => ({
  height: Math.max(height, paddedSide),
  width: Math.max(width, paddedSide),
  channels,
});

/** What images are trained on. */
export const trainedShape = (
  image: PictureShape,
  { padImages }: { readonly padImages: boolean },
): PictureShape => (padImages ? paddedShape(image) : image);

/** The data set with its images in the middle of black ones of 32×32, or as it is where that was not asked for. */
export function trainedImages(dataset: Dataset, settings: { readonly padImages: boolean }): Dataset {
  const { count, height, width, channels, images } = dataset;
  const shape = trainedShape(dataset, settings);
  if (shape.height === height && shape.width === width) return dataset;
  const [top, left] = [Math.floor((shape.height - height) / 2), Math.floor((shape.width - width) / 2)];
  const padded = new Uint8Array(count * shape.height * shape.width * channels);
  const row = width * channels;
  for (let line = 0; line < count * height; line++) {
    const image = Math.floor(line / height);
    const y = (line % height) + top;
    const to = ((image * shape.height + y) * shape.width + left) * channels;
    padded.set(images.subarray(line * row, (line + 1) * row), to);
  }
  return { ...dataset, ...shape, images: padded };
}
