// The images of a model that was opened from a file: it draws without them, and asks for them when it is to train on.
import type { Dataset } from '../datasets/types';
import type { CheckpointFacts } from '../engine/checkpoint/facts';
import { LabError } from '../lab/errors';
import type { LabConfig } from '../lab/fields';
import type { LoadedDataset } from './datasetStore';

/** What a file says of the images that its model was trained on. */
type FileImages = Pick<CheckpointFacts, 'image' | 'classNames'>;

type ImageFacts = Pick<Dataset, 'height' | 'width' | 'channels' | 'classNames'>;

const sameShape = (a: ImageFacts, b: ImageFacts): boolean =>
  a.height === b.height && a.width === b.width && a.channels === b.channels;

const sameClasses = (a: ImageFacts, b: ImageFacts): boolean =>
  a.classNames.join('\n') === b.classNames.join('\n');

/** A single black image, which tells a trainer the shape and the classes of those that are not here. */
export const blank = (name: LabConfig['dataset'], file: FileImages): Dataset => {
  const { height, width, channels } = file.image;
  return {
    name,
    count: 1,
    height,
    width,
    channels,
    images: new Uint8Array(height * width * channels),
    labels: new Uint8Array(1),
    classNames: file.classNames,
    credit: '',
  };
};

/** Whether these are images that the model was trained on, not others, nor strokes that stand in for them. */
export function areOf(dataset: Dataset, name: LabConfig['dataset'], file: FileImages): boolean {
  const wanted = blank(name, file);
  return dataset.name === name && sameShape(dataset, wanted) && sameClasses(dataset, wanted);
}

/**
 * The images that a model of such images can train on with.
 * @throws LabError what they were refused with; `bad-setting` where they are of another shape or of other classes.
 */
export function imagesToTrainOn({ dataset, refused }: LoadedDataset, image: ImageFacts): Dataset {
  if (refused) throw new LabError(refused.code, refused.sentence, { reason: refused.reason });
  if (!sameClasses(dataset, image)) {
    const names = image.classNames.join(', ');
    const otherNames = dataset.classNames.join(', ');
    throw new LabError(
      'bad-setting',
      `The model was trained on images of the classes ${names}; these are of ${otherNames}: choose images like those of before, or train from scratch.`,
      { reason: { name: 'other-classes', values: { names, otherNames } } },
    );
  }
  if (sameShape(dataset, image)) return dataset;
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

const shapeOf = ({ width, height, channels }: ImageFacts) => ({ width, height, channels });

/** What a network is outlined for before any data set is there. */
export const digits = { height: 28, width: 28, channels: 1, classNames: '0123456789'.split('') };
