// The settings of the network. What an entry says: field.ts.
import { type Field, choice, flag, list, names, namesOf, real, whole } from '../field';
import { type ModelName, models } from '../models';

export const modelFields = {
  model: choice({
    url: 'model',
    group: 'model',
    change: 'retrain',
    choices: namesOf<ModelName>(models),
    default: 'unet2d',
  }),
  /** Playground: channels of the first level. Annotated UNet: n_channels. Denoising UNet: dim. */
  width: whole({ url: 'width', group: 'model', change: 'retrain', default: 16, min: 8, max: 128, step: 8 }),
  classConditional: flag({ url: 'cond', group: 'model', change: 'retrain', default: true }),
  nullClassRate: real({
    url: 'null',
    group: 'model',
    change: 'live',
    under: { classConditional: [true] },
    default: 0.1,
    min: 0,
    max: 1,
  }),
  blockOutChannels: list({
    url: 'blocks',
    group: 'model',
    change: 'retrain',
    default: [8, 16, 32],
    min: 4,
    max: 512,
    minLength: 1,
    maxLength: 6,
  }),
  layersPerBlock: whole({ url: 'layers', group: 'model', change: 'retrain', default: 1, min: 1, max: 4 }),
  downBlockTypes: names({
    url: 'down',
    group: 'model',
    change: 'retrain',
    choices: ['DownBlock2D', 'AttnDownBlock2D'],
    default: ['DownBlock2D', 'DownBlock2D', 'DownBlock2D'],
  }),
  upBlockTypes: names({
    url: 'up',
    group: 'model',
    change: 'retrain',
    choices: ['UpBlock2D', 'AttnUpBlock2D'],
    default: ['UpBlock2D', 'UpBlock2D', 'UpBlock2D'],
  }),
  attentionHeadDim: whole({
    url: 'headdim',
    group: 'model',
    change: 'retrain',
    default: 8,
    min: 1,
    max: 128,
  }),
  normNumGroups: whole({ url: 'groups', group: 'model', change: 'retrain', default: 4, min: 1, max: 64 }),
  /** How the time acts on a block: added between its convolutions, or as scale and shift of its second norm. */
  resnetTimeScaleShift: choice({
    url: 'tss',
    group: 'model',
    change: 'retrain',
    choices: ['default', 'scale_shift'],
    default: 'scale_shift',
    earlier: 'default',
  }),
  /** Second convolutions, the attention's way out and the last convolution start at zero. */
  zeroInit: flag({ url: 'zinit', group: 'model', change: 'keeps', default: true, earlier: false }),
  dimMults: list({
    url: 'mults',
    group: 'model',
    change: 'retrain',
    default: [1, 2, 4, 8],
    min: 1,
    max: 16,
    minLength: 1,
    maxLength: 5,
  }),
  dropout: real({ url: 'drop', group: 'model', change: 'keeps', default: 0, min: 0, max: 0.9 }),
} as const satisfies Record<string, Field>;
