// Pictures for the first second: strokes drawn by the page itself, until the worker has read the chosen data set.
import { strokesDataset } from '../../datasets/strokes';
import type { DatasetInfo } from '../../worker/protocol';

const howMany = 40;

export function firstPictures(): DatasetInfo {
  const { name, count, height, width, channels, classNames, credit, images, labels } = strokesDataset({
    limit: howMany,
  });
  return { name, count, height, width, channels, classNames, credit, preview: images, previewLabels: labels };
}
