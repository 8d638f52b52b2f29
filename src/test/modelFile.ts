// A model's file with fresh weights, for tests without a GPU.
import { encodeCheckpoint } from '../engine/checkpoint/checkpoint';
import { initialValues } from '../engine/models/initialise';
import { buildModel } from '../engine/models/index';
import type { ImageShape } from '../engine/models/model';
import { parseConfig } from '../lab/config';
import type { LabConfig } from '../lab/fields';

export const digitShape: ImageShape = { height: 28, width: 28, channels: 1, classes: 10 };

/** Two levels, so that it is small. */
const small = {
  blockOutChannels: [8, 8],
  downBlockTypes: ['DownBlock2D', 'AttnDownBlock2D'],
  upBlockTypes: ['AttnUpBlock2D', 'UpBlock2D'],
} as const;

/** @param settings over the defaults and a small network @param classNames of one's own images */
export function modelFile(
  settings: Partial<LabConfig> = {},
  image: ImageShape = digitShape,
  classNames?: readonly string[],
): ArrayBuffer {
  const config = parseConfig({ ...small, ...settings });
  const model = buildModel(config, image);
  return encodeCheckpoint(model, {
    sets: { weights: initialValues(model, 1), average: initialValues(model, 2) },
    metadata: {
      format: 'diffusion-lab',
      version: '2',
      config: JSON.stringify(config),
      image: JSON.stringify(image),
      ...(classNames && { classNames: JSON.stringify(classNames) }),
      step: '40',
    },
  });
}
