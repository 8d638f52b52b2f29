// Named sets of settings: the opening recipe is the table of defaults itself.
import { parseConfig } from './config';
import { defaultConfig, fieldKeys, fields, type LabConfig } from './fields';

/** How the page trained before it knew better: the settings of presets that leave them open. */
export const formerRecipe = {
  model: 'playground',
  optimizer: 'adam',
  learningRateSchedule: 'cosine',
  steps: 2000,
  samplingSteps: 50,
  guidanceScale: 1,
} as const satisfies Partial<LabConfig>;

/** What the five tutorials share: no tricks of later papers. */
const plain = {
  ...formerRecipe,
  classConditional: false,
  timeSampling: 'uniform',
  stratifiedTime: false,
  learningRateSchedule: 'constant',
  warmupSteps: 0,
  gradientClip: 0,
  emaDecay: 0,
  adamBeta2: 0.999,
  spacing: 'leading',
} as const satisfies Partial<LabConfig>;

const presetSettings = {
  /** Of all that was tried what shows good digits soonest (docs/results/mnist-playground.md). */
  recipe: {},
  /** Ho et al. 2020: linear β, ε-prediction. */
  textbook: {
    ...formerRecipe,
    schedule: 'linear',
    predictionType: 'epsilon',
    timeSampling: 'uniform',
    sampler: 'ddpm',
  },
  't0-unet2d': {
    ...plain,
    dataset: 'mnist',
    process: 'corrupt',
    schedule: 'linear',
    predictionType: 'sample',
    model: 'unet2d',
    blockOutChannels: [32, 64, 64],
    layersPerBlock: 2,
    downBlockTypes: ['DownBlock2D', 'AttnDownBlock2D', 'AttnDownBlock2D'],
    upBlockTypes: ['AttnUpBlock2D', 'AttnUpBlock2D', 'UpBlock2D'],
    normNumGroups: 32,
    resnetTimeScaleShift: 'default',
    zeroInit: false,
    batchSize: 128,
    learningRate: 1e-3,
    steps: 1407,
    sampler: 'mixing',
    samplingSteps: 40,
    sampleCount: 64,
    clipSample: 'none',
  },
  't1-ddpm': {
    ...plain,
    dataset: 'mnist',
    schedule: 'linear',
    timesteps: 200,
    betaStart: 1e-4,
    betaEnd: 0.02,
    predictionType: 'epsilon',
    sampler: 'ddpm',
    samplingSteps: 200,
    variance: 'fixed_large',
    learningRate: 1e-3,
  },
  't2-basic-unet': {
    ...plain,
    dataset: 'mnist',
    process: 'corrupt',
    schedule: 'linear',
    predictionType: 'sample',
    model: 'basic-unet',
    batchSize: 128,
    learningRate: 1e-3,
    steps: 1407,
    sampler: 'mixing',
    samplingSteps: 40,
    sampleCount: 64,
    clipSample: 'none',
  },
  't3-denoising-diffusion': {
    ...plain,
    dataset: 'own',
    schedule: 'sigmoid_alphas_cumprod',
    predictionType: 'epsilon',
    loss: 'l1',
    model: 'denoising-unet',
    width: 64,
    dimMults: [1, 2, 4, 8],
    learningRate: 2e-5,
    steps: 700_000,
    batchSize: 32,
    accumulation: 2,
    emaDecay: 0.995,
    sampler: 'ddpm',
    samplingSteps: 1000,
  },
  't4-cifar10': {
    ...plain,
    dataset: 'cifar10',
    schedule: 'linear',
    timesteps: 100,
    betaStart: 1e-4,
    betaEnd: 0.04,
    predictionType: 'epsilon',
    model: 'annotated-unet',
    width: 32,
    dropout: 0.1,
    optimizer: 'adamw',
    learningRate: 3e-4,
    batchSize: 128,
    sampler: 'ddpm',
    samplingSteps: 100,
    variance: 'fixed_large',
    clipSample: 'none',
  },
} as const satisfies Record<string, Partial<LabConfig>>;

export type PresetName = keyof typeof presetSettings;

export const presetNames = Object.keys(presetSettings) as PresetName[];

/** The settings that a preset changes from the defaults. */
export const presetChanges = (name: PresetName): Partial<LabConfig> => presetSettings[name];

/** A whole configuration: the preset over the defaults. Settings of the view are kept from `current`. */
export const applyPreset = (name: PresetName, current: LabConfig = defaultConfig): LabConfig =>
  keepView(parseConfig(presetSettings[name]), current);

/** A configuration with the settings of the view from another. */
export function keepView(config: LabConfig, current: LabConfig): LabConfig {
  const view = fieldKeys
    .filter((key) => fields[key].group === 'view')
    .map((key) => [key, current[key]] as const);
  return { ...config, ...Object.fromEntries(view) };
}
