// What there is to know of each model without building it: the network itself is in engine/models.

/** The settings that a model may be shaped by, by their names in the table of settings. */
type ModelSetting =
  | 'width'
  | 'dimMults'
  | 'classConditional'
  | 'dropout'
  | 'blockOutChannels'
  | 'layersPerBlock'
  | 'downBlockTypes'
  | 'upBlockTypes'
  | 'attentionHeadDim'
  | 'normNumGroups'
  | 'resnetTimeScaleShift'
  | 'zeroInit';

export interface ModelFacts {
  readonly uses: readonly ModelSetting[];
  /** A reproduction of somebody's network: conditional on classes only when asked to be. */
  readonly reproduces: string | null;
  /** Defaults of its own, where it cannot be built with those of the table. */
  readonly begins?: { readonly width: number };
}

/** The models by name, in the order of the list. */
export const models = {
  playground: { uses: ['width', 'classConditional', 'dropout'], reproduces: null },
  'basic-unet': { uses: [], reproduces: 'the BasicUNet of the Hugging Face diffusion course' },
  unet2d: {
    uses: [
      'classConditional',
      'dropout',
      'blockOutChannels',
      'layersPerBlock',
      'downBlockTypes',
      'upBlockTypes',
      'attentionHeadDim',
      'normNumGroups',
      'resnetTimeScaleShift',
      'zeroInit',
    ],
    reproduces: "diffusers' UNet2DModel",
  },
  'annotated-unet': {
    uses: ['width', 'classConditional', 'dropout'],
    reproduces: "labml's annotated UNet",
    begins: { width: 32 },
  },
  'denoising-unet': {
    uses: ['width', 'dimMults', 'classConditional', 'dropout'],
    reproduces: "lucidrains' Unet",
  },
} as const satisfies Record<string, ModelFacts>;

export type ModelName = keyof typeof models;
