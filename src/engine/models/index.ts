// The registry of models.
import { processOf } from '../../diffusion/process/index';
import { learnsVariance } from '../../diffusion/samplers/variances';
import type { LabConfig } from '../../lab/fields';
import { annotatedUnet } from './annotated/annotatedUnet';
import { basicUnet } from './basicUnet';
import { denoisingUnet } from './denoising/denoisingUnet';
import { demand } from './fit';
import type { ImageShape, Model } from './model';
import { playground } from './playground';
import { unet2d } from './unet2d/unet2d';

type Build = (options: LabConfig & { readonly learnsVariance: boolean }, image: ImageShape) => Model;

const models = {
  playground,
  'basic-unet': basicUnet,
  unet2d,
  'annotated-unet': (options, image) => annotatedUnet(options, image),
  'denoising-unet': denoisingUnet,
} satisfies Record<LabConfig['model'], Build>;

/**
 * The network that a configuration asks for.
 * @throws LabError `bad-setting` when the settings do not fit together or the images do not fit the network.
 */
export function buildModel(config: LabConfig, image: ImageShape): Model {
  const build: Build = models[config.model];
  const learned = learnsVariance(config);
  demand(
    !learned || processOf(config).learnsVariance,
    `variance is learned_range, which only a chain with Gaussian steps can learn: choose fixed_small, or process ddpm with predictionType epsilon, sample or v_prediction.`,
    { name: 'variance-not-learnable', values: {} },
  );
  return build({ ...config, learnsVariance: learned }, image);
}
