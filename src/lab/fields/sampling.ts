// The settings of how it draws. What an entry says: field.ts.
import { clipModes } from '../../diffusion/samplers/clip';
import { spacings } from '../../diffusion/samplers/grids';
import { type SamplerName, samplers } from '../../diffusion/samplers/registry';
import { type VarianceName, variances } from '../../diffusion/samplers/variances';
import { type Field, choice, flag, namesOf, real, whole } from '../field';

/** Learned, the variance is a part of the network; otherwise a matter of drawing. */
const ofVariance = (from: unknown, to: unknown): 'keeps' | 'resample' =>
  namesOf<VarianceName>(variances).some((name) => variances[name].learned && [from, to].includes(name))
    ? 'keeps'
    : 'resample';

export const samplingFields = {
  sampler: choice({
    url: 'sampler',
    group: 'sampling',
    change: 'resample',
    choices: namesOf<SamplerName>(samplers),
    inPanel: true,
    default: 'ddim',
  }),
  samplingSteps: whole({
    url: 'n',
    group: 'sampling',
    change: 'resample',
    inPanel: true,
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
    choices: namesOf<VarianceName>(variances),
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
    inPanel: true,
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
    max: 25,
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
  /** Inpainting: how often every step is done, noised again in between. */
  resamplings: whole({
    url: 'resamplings',
    group: 'sampling',
    change: 'resample',
    inPanel: true,
    default: 5,
    min: 1,
    max: 20,
  }),
  lastStepNoise: flag({ url: 'lastnoise', group: 'sampling', change: 'resample', default: false }),
} as const satisfies Record<string, Field>;
