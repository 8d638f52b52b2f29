// The visitor's own images: already brought to one size elsewhere, checked here.
import { LabError } from '../lab/errors';
import type { OwnImages } from '../lab/images';
import type { BroughtSet } from './set';
import type { Dataset } from './types';

const classNames = ['own'] as const;

/** So many classes can be told apart at most. */
export const mostClasses = 20;

/** Sizes that every model can halve three times. */
const sides = { min: 8, max: 128, multiple: 4 } as const;

/**
 * A data set from the visitor's images.
 * @throws LabError `no-data` without any image, `bad-file` where size, channels, bytes and labels do not fit together.
 */
export function ownDataset(own: OwnImages | undefined): Dataset {
  if (!own || own.images.length === 0) {
    throw new LabError(
      'no-data',
      'There are no images of your own yet: drop some on the page, or draw one.',
      {
        reason: { name: 'no-own-images', values: {} },
      },
    );
  }
  const { height, width, channels, images } = own;
  for (const side of [height, width]) {
    if (!Number.isInteger(side) || side < sides.min || side > sides.max || side % sides.multiple !== 0) {
      const range = `multiples of ${sides.multiple} from ${sides.min} to ${sides.max}`;
      throw new LabError(
        'bad-file',
        `Your images are ${width}×${height}; width and height have to be ${range}.`,
        { reason: { name: 'own-size', values: { width, height, ...sides } } },
      );
    }
  }
  if (channels !== 1 && channels !== 3) {
    throw new LabError('bad-file', `Your images have ${channels} channels, expected 1 (grey) or 3 (colour).`);
  }
  const size = height * width * channels;
  if (images.length % size !== 0) {
    throw new LabError(
      'bad-file',
      `Your images have ${images.length} bytes, expected a multiple of ${size}.`,
    );
  }
  const count = images.length / size;
  const { labels, names } = own.classes ?? { labels: new Uint8Array(count), names: classNames };
  const isNamed = labels.length === count && labels.every((label) => label < names.length);
  if (!isNamed || names.length > mostClasses) {
    const expected = `one of at most ${mostClasses} classes for each`;
    throw new LabError(
      'bad-file',
      `Your ${count} images have ${labels.length} labels of ${names.length} classes, expected ${expected}.`,
    );
  }
  return {
    name: 'own',
    count,
    height,
    width,
    channels,
    images,
    labels,
    classNames: names,
    credit: '',
  };
}

export const own: BroughtSet = {
  from: 'visitor',
  image: { height: 32, width: 32, channels: 3 },
  classNames,
  credit: '',
  load: (options) => ownDataset(options.own),
};
