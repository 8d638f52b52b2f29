// The one table of every setting: its range, what a change of it does, when it matters. Adding a hyper-parameter is one
// entry here and its translations (`fields.<key>.label` and `fields.<key>.help`).
import { canBePadded } from '../datasets/pad';
import { datasetNames, judgeOf } from '../datasets/registry';
import { emaWarmups } from '../diffusion/objective/ema';
import { learningRateSchedules } from '../diffusion/objective/learningRate';
import { lossKinds } from '../diffusion/objective/losses';
import { ofOneKind, optimizers, type OptimizerName } from '../diffusion/objective/optimizers';
import { predictions, type PredictionType } from '../diffusion/objective/predict';
import { timeSamplings } from '../diffusion/objective/trainingTimesteps';
import { weightings, type WeightingName } from '../diffusion/objective/weights';
import { processChoices } from '../diffusion/process/index';
import { clipModes } from '../diffusion/samplers/clip';
import { spacings } from '../diffusion/samplers/grids';
import { samplers, type SamplerName } from '../diffusion/samplers/registry';
import { variances } from '../diffusion/samplers/sampler';
import { schedules, type ScheduleName } from '../diffusion/schedule/schedules';
import { choice, flag, list, names, real, whole, type Field, type FieldValue } from './field';
import { models, type ModelName } from './models';

const namesOf = <Name extends string>(registry: Readonly<Record<Name, unknown>>): readonly Name[] =>
  Object.keys(registry) as Name[];

/** Learned, the variance is a part of the network; otherwise a matter of drawing. */
const ofVariance = (from: unknown, to: unknown): 'keeps' | 'resample' =>
  [from, to].includes('learned_range') ? 'keeps' : 'resample';

export const fields = {
  // -- data
  dataset: choice({
    url: 'data',
    group: 'data',
    change: 'retrain',
    level: 'basic',
    choices: datasetNames,
    default: 'mnist',
  }),
  /** Images smaller than 32×32 get a black border. */
  padImages: flag({
    url: 'pad',
    group: 'data',
    change: 'retrain',
    under: { dataset: datasetNames.filter(canBePadded) },
    default: false,
  }),
  horizontalFlips: flag({ url: 'flips', group: 'data', change: 'keeps', default: false }),

  // -- schedule (forward process)
  process: choice({
    url: 'process',
    group: 'schedule',
    change: 'retrain',
    choices: processChoices,
    default: 'ddpm',
  }),
  schedule: choice({
    url: 'schedule',
    group: 'schedule',
    change: 'schedule',
    level: 'basic',
    choices: namesOf<ScheduleName>(schedules),
    default: 'squaredcos_cap_v2',
  }),
  timesteps: whole({
    url: 'T',
    group: 'schedule',
    change: 'schedule',
    level: 'basic',
    default: 1000,
    min: 2,
    max: 4000,
    scale: 'log',
  }),
  betaStart: real({
    url: 'b0',
    group: 'schedule',
    change: 'schedule',
    level: 'basic',
    default: 1e-4,
    min: 1e-6,
    max: 0.5,
    step: 1e-5,
    scale: 'log',
  }),
  betaEnd: real({
    url: 'b1',
    group: 'schedule',
    change: 'schedule',
    level: 'basic',
    default: 0.02,
    min: 1e-6,
    max: 0.999,
    step: 1e-4,
    scale: 'log',
  }),
  /** Cosine: ᾱ = cos^exponent of (t + offset)/(1 + offset) quarter turns. */
  cosineOffset: real({
    url: 'cs',
    group: 'schedule',
    change: 'schedule',
    level: 'basic',
    default: 0.008,
    min: 0,
    max: 0.2,
    step: 0.001,
  }),
  cosineExponent: real({
    url: 'ce',
    group: 'schedule',
    change: 'schedule',
    level: 'basic',
    default: 2,
    min: 0.5,
    max: 5,
    step: 0.1,
  }),
  /** Sigmoid of ᾱ: the stretch of the logistic function that is used, and its temperature. */
  sigmoidStart: real({
    url: 'sig0',
    group: 'schedule',
    change: 'schedule',
    level: 'basic',
    default: -3,
    min: -10,
    max: -0.1,
    step: 0.1,
  }),
  sigmoidEnd: real({
    url: 'sig1',
    group: 'schedule',
    change: 'schedule',
    level: 'basic',
    default: 3,
    min: 0.1,
    max: 10,
    step: 0.1,
  }),
  sigmoidTau: real({
    url: 'tau',
    group: 'schedule',
    change: 'schedule',
    level: 'basic',
    default: 1,
    min: 0.1,
    max: 3,
    step: 0.05,
  }),
  /** Of the schedules that are defined through ᾱ. */
  maxBeta: real({
    url: 'bmax',
    group: 'schedule',
    change: 'schedule',
    level: 'basic',
    default: 0.999,
    min: 0.01,
    max: 0.9999,
    step: 0.001,
  }),
  /** Own curve: ᾱ at equally spaced times from t = 0 to t = 1, monotone decreasing. */
  curve: list({
    url: 'curve',
    group: 'schedule',
    change: 'schedule',
    inPanel: true,
    default: [0.9999, 0.92, 0.7, 0.35, 0.08, 0.0005],
    min: 0,
    max: 1,
    minLength: 2,
    maxLength: 12,
  }),
  rescaleZeroSnr: flag({ url: 'zsnr', group: 'schedule', change: 'schedule', default: false }),

  // -- objective
  predictionType: choice({
    url: 'pred',
    group: 'objective',
    change: 'retrain',
    choices: namesOf<PredictionType>(predictions),
    default: 'sample',
  }),
  timeSampling: choice({
    url: 'tdist',
    group: 'objective',
    change: 'live',
    choices: timeSamplings,
    default: 'logit_normal',
  }),
  stratifiedTime: flag({ url: 'strat', group: 'objective', change: 'live', default: true }),
  loss: choice({ url: 'loss', group: 'objective', change: 'keeps', choices: lossKinds, default: 'mse' }),
  weighting: choice({
    url: 'weight',
    group: 'objective',
    change: 'keeps',
    choices: namesOf<WeightingName>(weightings),
    default: 'none',
  }),
  snrGamma: real({
    url: 'gamma',
    group: 'objective',
    change: 'keeps',
    default: 5,
    min: 0.1,
    max: 20,
    step: 0.1,
  }),

  // -- model
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

  // -- training
  steps: whole({
    url: 'steps',
    group: 'training',
    change: 'live',
    level: 'basic',
    default: 1200,
    min: 1,
    max: 1_000_000,
    scale: 'log',
  }),
  batchSize: whole({
    url: 'batch',
    group: 'training',
    change: 'keeps',
    default: 64,
    min: 1,
    max: 512,
    scale: 'log',
  }),
  learningRate: real({
    url: 'lr',
    group: 'training',
    change: 'live',
    level: 'basic',
    default: 2e-3,
    min: 1e-6,
    max: 0.1,
    step: 1e-5,
    scale: 'log',
  }),
  optimizer: choice({
    url: 'opt',
    group: 'training',
    change: (from, to) => (ofOneKind(from as OptimizerName, to as OptimizerName) ? 'live' : 'keeps'),
    choices: namesOf<OptimizerName>(optimizers),
    default: 'muon',
  }),
  /** Muon's step for hidden kernels, over a run in the same proportion as the learning rate. */
  muonLearningRate: real({
    url: 'mlr',
    group: 'training',
    change: 'live',
    default: 0.02,
    min: 1e-4,
    max: 1,
    step: 0.001,
    scale: 'log',
  }),
  adamBeta1: real({
    url: 'beta1',
    group: 'training',
    change: 'live',
    default: 0.9,
    min: 0,
    max: 0.9999,
    scale: 'decay',
  }),
  adamBeta2: real({
    url: 'beta2',
    group: 'training',
    change: 'live',
    default: 0.99,
    min: 0,
    max: 0.99999,
    step: 0.001,
    scale: 'decay',
  }),
  weightDecay: real({
    url: 'wd',
    group: 'training',
    change: 'live',
    default: 0.01,
    min: 0,
    max: 1,
    step: 0.001,
    scale: 'log',
  }),
  learningRateSchedule: choice({
    url: 'lrs',
    group: 'training',
    change: 'live',
    choices: learningRateSchedules,
    default: 'linear',
  }),
  warmupSteps: whole({
    url: 'warm',
    group: 'training',
    change: 'live',
    under: { learningRateSchedule: ['warmup', 'cosine', 'linear'] },
    default: 100,
    min: 0,
    max: 100_000,
    scale: 'log',
  }),
  /** Largest allowed norm of the whole gradient; 0 switches clipping off. */
  gradientClip: real({
    url: 'clip',
    group: 'training',
    change: 'live',
    default: 1,
    min: 0,
    max: 100,
    step: 0.1,
    scale: 'log',
  }),
  accumulation: whole({
    url: 'accum',
    group: 'training',
    change: 'keeps',
    default: 1,
    min: 1,
    max: 64,
    scale: 'log',
  }),
  /** Cap of the EMA decay; 0 switches averaging off. */
  emaDecay: real({
    url: 'ema',
    group: 'training',
    change: 'keeps',
    default: 0.999,
    min: 0,
    max: 0.99999,
    step: 0.0001,
    scale: 'decay',
  }),
  emaWarmup: choice({
    url: 'emaw',
    group: 'training',
    change: 'keeps',
    under: { emaDecay: (decay) => Number(decay) > 0 },
    choices: emaWarmups,
    default: 'power',
  }),
  emaPower: real({
    url: 'emap',
    group: 'training',
    change: 'keeps',
    under: { emaWarmup: ['power'] },
    default: 0.75,
    min: 0.1,
    max: 1,
  }),
  trainSeed: whole({
    url: 'seed',
    group: 'training',
    change: 'keeps',
    default: 0,
    min: 0,
    max: 4_294_967_295,
  }),

  /** Samples are judged now and then while the model learns. */
  meter: flag({
    url: 'meter',
    group: 'training',
    change: 'live',
    under: {
      dataset: datasetNames.filter((dataset) => judgeOf({ dataset, padImages: false }) !== null),
      padImages: [false],
    },
    default: true,
  }),

  // -- sampling
  sampler: choice({
    url: 'sampler',
    group: 'sampling',
    change: 'resample',
    choices: namesOf<SamplerName>(samplers),
    default: 'ddim',
  }),
  samplingSteps: whole({
    url: 'n',
    group: 'sampling',
    change: 'resample',
    default: 10,
    min: 1,
    max: 4000,
    scale: 'log',
  }),
  spacing: choice({
    url: 'spacing',
    group: 'sampling',
    change: 'resample',
    choices: spacings,
    default: 'trailing',
  }),
  eta: real({ url: 'eta', group: 'sampling', change: 'resample', default: 0, min: 0, max: 1 }),
  variance: choice({
    url: 'var',
    group: 'sampling',
    change: ofVariance,
    byAny: true,
    choices: variances,
    default: 'fixed_small',
  }),
  clipSample: choice({
    url: 'clipx',
    group: 'sampling',
    change: 'resample',
    choices: clipModes,
    default: 'unit',
  }),
  /** ε̂ follows from the clipped x̂₀ wherever a step takes both: else guidance makes them part company. */
  useClippedModelOutput: flag({
    url: 'epsx',
    group: 'sampling',
    change: 'resample',
    under: { clipSample: ['unit', 'dynamic'] },
    default: true,
  }),
  /** Classifier-free guidance scale: 1 is the plain conditional prediction. */
  guidanceScale: real({
    url: 'cfg',
    group: 'sampling',
    change: 'resample',
    under: { classConditional: [true] },
    default: 1.25,
    min: 0,
    max: 10,
    step: 0.05,
  }),
  /** Class to draw; −1 is "each class in turn", −2 the null class ("any"). */
  sampleClass: whole({
    url: 'class',
    group: 'sampling',
    change: 'resample',
    under: { classConditional: [true] },
    inPanel: true,
    level: 'basic',
    default: -1,
    min: -2,
    max: 9,
  }),
  sampleCount: whole({ url: 'count', group: 'sampling', change: 'resample', default: 16, min: 1, max: 64 }),
  sampleSeed: whole({
    url: 'sseed',
    group: 'sampling',
    change: 'resample',
    default: 1,
    min: 0,
    max: 4_294_967_295,
  }),
  lastStepNoise: flag({ url: 'lastnoise', group: 'sampling', change: 'resample', default: false }),

  // -- view
  /** Position of the time ruler as a fraction of T: 0 is the clean image, 1 is x_T. */
  time: real({
    url: 'time',
    group: 'view',
    change: 'view',
    inPanel: true,
    default: 0.4,
    min: 0,
    max: 1,
    step: 0.001,
  }),
  stripFrames: whole({
    url: 'frames',
    group: 'view',
    change: 'view',
    under: { stripSpacing: ['even'] },
    default: 8,
    min: 3,
    max: 12,
  }),
  stripSpacing: choice({
    url: 'strip',
    group: 'view',
    change: 'view',
    choices: ['even', 'own'],
    default: 'even',
  }),
  /** Own places of the strip as fractions of T, in ascending order. */
  stripPlaces: list({
    url: 'places',
    group: 'view',
    change: 'view',
    under: { stripSpacing: ['own'] },
    default: [0, 0.2, 0.4, 0.6, 0.8],
    min: 0,
    max: 1,
    minLength: 3,
    maxLength: 12,
  }),
  imageIndex: whole({
    url: 'image',
    group: 'view',
    change: 'view',
    inPanel: true,
    default: 0,
    min: 0,
    max: 59_999,
  }),
} as const satisfies Record<string, Field>;

export type FieldKey = keyof typeof fields;

/** Every setting of the lab, with the type its field gives it. */
export type LabConfig = { readonly [K in FieldKey]: FieldValue<(typeof fields)[K]> };

export const fieldKeys = Object.keys(fields) as FieldKey[];

export const defaultConfig = Object.fromEntries(
  fieldKeys.map((key) => [key, fields[key].default]),
) as unknown as LabConfig;
