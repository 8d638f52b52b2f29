// The registry of models.
import { LabError } from '../../lab/errors';
import type { LabConfig } from '../../lab/fields';
import type { ImageShape, Model } from './model';
import { playground } from './playground';

type Build = (config: LabConfig, image: ImageShape, learnsVariance: boolean) => Model;

const models: Partial<Record<LabConfig['model'], Build>> = {
  playground: (config, image, learnsVariance) => playground({ ...config, learnsVariance }, image),
};

/**
 * The network that a configuration asks for.
 * @throws LabError `bad-setting` when the images do not fit the network.
 */
export function buildModel(config: LabConfig, image: ImageShape): Model {
  const build = models[config.model];
  if (!build) throw new LabError('bad-setting', `model is ${config.model}, which this build does not have.`);
  return build(config, image, config.variance === 'learned_range');
}
