// The images of a model that was opened from a file: it draws without them, and asks for them when it is to train on.
import type { Dataset } from '../datasets/types';
import type { ImageShape } from '../engine/models/model';
import { LabError } from '../lab/errors';
import type { LabConfig } from '../lab/fields';
import type { LoadedDataset } from './datasetStore';

const fits = ({ height, width, channels, classNames }: Dataset, image: ImageShape): boolean =>
  height === image.height &&
  width === image.width &&
  channels === image.channels &&
  classNames.length === image.classes;

/** Whether these are images that the model was trained on, not others, nor strokes that stand in for them. */
export const areOf = (dataset: Dataset, name: LabConfig['dataset'], image: ImageShape): boolean =>
  dataset.name === name && fits(dataset, image);

/** A single black image, which tells a trainer the shape of those that are not here. */
export const blank = (
  name: LabConfig['dataset'],
  { height, width, channels, classes }: ImageShape,
): Dataset => ({
  name,
  count: 1,
  height,
  width,
  channels,
  images: new Uint8Array(height * width * channels),
  labels: new Uint8Array(1),
  classNames: Array.from({ length: classes }, (_, i) => String(i)),
  credit: '',
});

/**
 * The images that the model can train on with.
 * @throws LabError what they were refused with; `bad-setting` where they are of another shape.
 */
export function imagesToTrainOn({ dataset, refused }: LoadedDataset, image: ImageShape): Dataset {
  if (refused) throw new LabError(refused.code, refused.sentence, { reason: refused.reason });
  if (fits(dataset, image)) return dataset;
  const values = {
    ...shapeOf(image),
    otherWidth: dataset.width,
    otherHeight: dataset.height,
    otherChannels: dataset.channels,
  };
  throw new LabError(
    'bad-setting',
    `The model was trained on images of ${values.width}×${values.height} pixels with ${values.channels} channels; these have ${dataset.width}×${dataset.height} with ${dataset.channels}: choose images like those of before, or train from scratch.`,
    { reason: { name: 'other-images', values } },
  );
}

const shapeOf = ({ width, height, channels }: ImageShape) => ({ width, height, channels });

/** What a network is outlined for before any data set is there. */
export const digits = { height: 28, width: 28, channels: 1, classNames: '0123456789'.split('') };
