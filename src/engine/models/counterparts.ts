// Which network of diffusers each model is, where it is one.
import { learnsVariance } from '../../diffusion/samplers/variances';
import { LabError } from '../../lab/errors';
import type { LabConfig } from '../../lab/fields';
import type { ModelName } from '../../lab/models';
import type { ImageShape } from './model';
import { unet2dCounterpart, type UnetConfig } from './unet2d/counterpart';

type Counterpart = (
  options: LabConfig & { readonly learnsVariance: boolean },
  image: ImageShape,
) => UnetConfig;

const counterparts: Readonly<Record<ModelName, Counterpart | null>> = {
  // A UNet2DModel between pixel-unshuffle and pixel-shuffle, which diffusers has not.
  playground: null,
  'basic-unet': null,
  unet2d: unet2dCounterpart,
  'annotated-unet': null,
  'denoising-unet': null,
};

/** @throws LabError `bad-setting` where diffusers has no such network. */
export function counterpartOf(config: LabConfig, image: ImageShape): UnetConfig {
  const counterpart = counterparts[config.model];
  if (counterpart) return counterpart({ ...config, learnsVariance: learnsVariance(config) }, image);
  throw new LabError(
    'bad-setting',
    `model is ${config.model}, which diffusers has no counterpart of: export it as ONNX, or train a unet2d.`,
    { reason: { name: 'no-counterpart', values: { model: config.model } } },
  );
}

/** Whether a network runs on the operations of `Ops` alone, so that it can be written down as a graph. */
const traceable: Readonly<Record<ModelName, boolean>> = {
  playground: true,
  'basic-unet': true,
  unet2d: true,
  'annotated-unet': true,
  'denoising-unet': false,
};

export const isTraceable = (model: ModelName): boolean => traceable[model];
