// A control is shown exactly where changing it changes the plan of the samples, the training, or what the page shows:
// over all settings, samplers and processes. The effects are computed, not looked up.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emaDecayAt } from '../diffusion/objective/ema';
import { learningRateAt } from '../diffusion/objective/learningRate';
import { targetFactors } from '../diffusion/objective/predict';
import { trainingTimesteps } from '../diffusion/objective/trainingTimesteps';
import { lossWeights } from '../diffusion/objective/weights';
import { processOf } from '../diffusion/process/index';
import { optimizers, weightDecayOf } from '../diffusion/objective/optimizers';
import { makeTables } from '../diffusion/process/tables';
import { clipOf, planSampler } from '../diffusion/samplers/index';
import { frameTimesteps } from '../diffusion/samplers/frames';
import { runStages } from '../diffusion/samplers/run';
import { buildModel } from '../engine/models/index';
import { normalise } from '../store/reconcile';
import { ownPositions, stripPositions } from '../ui/hooks/forward';
import { trainedShape } from '../datasets/pad';
import { datasets, isBrought, judgeOf } from '../datasets/registry';
import { LabError } from './errors';
import type { Field } from './field';
import { defaultConfig, fieldKeys, fields, type FieldKey, type LabConfig } from './fields';
import { models } from './models';
import { isRelevant, offered } from './relevance';

const digits = { height: 28, width: 28, channels: 1 };
const image = { height: 32, width: 32, channels: 1, classes: 10 };

/** What comes of some work, or the sentence that refuses it. */
function orRefusal(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    if (error instanceof LabError) return error.message;
    throw error;
  }
}

function networkOf(config: LabConfig): unknown {
  const model = buildModel(config, image);
  // A reproduction without dropout layers has none whatever the rate: it is the one setting that no parameter tells.
  const uses: readonly string[] = models[config.model].uses;
  return {
    parameters: model.parameters.map(({ name, shape }) => `${name} ${shape.join()}`),
    initial: model.parameters.map(({ initializer }) => initializer),
    outline: model.outline,
    conditional: model.conditional,
    dropout: uses.includes('dropout') ? config.dropout : 0,
    classes: model.conditional
      ? { nullClassRate: config.nullClassRate, class: config.sampleClass, guidance: config.guidanceScale }
      : null,
  };
}

function samplesOf(config: LabConfig): unknown {
  const stages = planSampler(config, makeTables(config));
  const frames = runStages(stages, Float64Array.of(0.4, -1.7, 2.6), {
    predictionType: config.predictionType,
    clip: clipOf(config),
    // Beyond the range of images, so that clipping bites.
    predict: (x) => ({ values: x.map((value, i) => 3 * Math.cos(value + i)), variance: x.map(Math.tanh) }),
    noise: (stage) => Float64Array.of(0.3, -1, stage / 10),
  });
  return { frames: [...frames].map(({ x }) => [...x]), places: frameTimesteps(stages) };
}

function trainingOf(config: LabConfig): unknown {
  const tables = makeTables(config);
  const { timed } = processOf(config);
  const rates = [0, 1, 30].map((step) => [learningRateAt(config, step), emaDecayAt(config, step)]);
  return {
    // Of the tables: what a batch is made of, with the targets that follow from it.
    levels: [...tables.signal].map((signal, t) => {
      const noise = tables.noise[t] ?? Number.NaN;
      return [signal, noise, targetFactors(config.predictionType, signal, noise)];
    }),
    weights: [...lossWeights(config, tables)],
    times: timed ? [...trainingTimesteps(config, 3, 8)] : null,
    rates: config.emaDecay > 0 ? rates : rates.map(([rate]) => rate),
    decay: weightDecayOf(config),
    muon: optimizers[config.optimizer].orthogonalises ? config.muonLearningRate : 0,
    plain: [
      config.dataset,
      // Of the visitor's images, which may be small.
      trainedShape(isBrought(config.dataset) ? digits : datasets[config.dataset].image, config),
      config.horizontalFlips,
      judgeOf(config) !== null && config.meter,
      config.process,
      config.loss,
      config.steps,
      config.batchSize,
      config.optimizer,
      config.adamBeta1,
      config.adamBeta2,
      config.gradientClip,
      config.accumulation,
      config.trainSeed,
    ],
  };
}

const shownOf = (config: LabConfig): unknown => [
  config.time,
  config.imageIndex,
  config.sampleCount,
  config.sampleSeed,
  config.resamplings,
  config.stripSpacing === 'even'
    ? stripPositions(config.stripFrames, config.timesteps)
    : ownPositions(config.stripPlaces, config.timesteps),
];

const effects = (config: LabConfig): string =>
  JSON.stringify([networkOf, samplesOf, trainingOf, shownOf].map((of) => orRefusal(() => of(config))));

/** Values that a setting can have instead. */
function others(key: FieldKey, config: LabConfig): readonly unknown[] {
  const field: Field = fields[key];
  switch (field.type) {
    case 'choice':
      return offered(key, config).filter((choice) => choice !== config[key]);
    case 'flag':
      return [config[key] !== true];
    case 'number': {
      const near = [
        field.min,
        (field.min + Math.min(field.max, 40)) / 2,
        Math.min(field.max, 37),
        field.default,
      ];
      return near
        .map((value) => (field.integer ? Math.round(value) : value))
        .filter((value) => value !== config[key]);
    }
    case 'list':
      return [
        field.default.map((value) => Math.max(field.min, value / 2)),
        field.default.map((value) => Math.min(field.max, value * 2)),
      ].filter((value) => String(value) !== String(config[key]));
    case 'names':
      return field.choices
        .map((choice) => field.default.map(() => choice))
        .filter((value) => String(value) !== String(config[key]));
  }
}

const choices: Record<string, fc.Arbitrary<unknown>> = {};
for (const key of fieldKeys) {
  const field: Field = fields[key];
  if (field.type === 'choice') choices[key] = fc.constantFrom(...field.choices);
  if (field.type === 'flag') choices[key] = fc.boolean();
}

/** All algorithms together, on shapes that take no time. */
const configs = fc
  .record({
    ...choices,
    emaDecay: fc.constantFrom(0, 0.9),
    eta: fc.constantFrom(0, 0.4),
    guidanceScale: fc.constantFrom(1, 3),
  })
  .map((chosen): LabConfig =>
    normalise({
      ...defaultConfig,
      timesteps: 24,
      samplingSteps: 5,
      width: 32,
      dimMults: [1, 2],
      // Two levels, and numbers that no other value meets by chance.
      blockOutChannels: [32, 64],
      downBlockTypes: ['DownBlock2D', 'AttnDownBlock2D'],
      upBlockTypes: ['AttnUpBlock2D', 'UpBlock2D'],
      steps: 20,
      warmupSteps: 7,
      weightDecay: 0.3,
      dropout: 0.2,
      ...chosen,
    }),
  )
  // What makes no network or no samples at all has no settings to tell of.
  .filter((config) =>
    [networkOf, samplesOf, trainingOf].every((of) => typeof orRefusal(() => of(config)) === 'object'),
  );

describe('a control', () => {
  it('is shown exactly where changing it changes something', () => {
    fc.assert(
      fc.property(configs, fc.constantFrom(...fieldKeys), (config, key) => {
        const before = effects(config);
        const changes = others(key, config).some((value) => effects({ ...config, [key]: value }) !== before);
        expect({ key, shown: isRelevant(key, config) }).toEqual({ key, shown: changes });
      }),
      { numRuns: 1500, seed: 5 },
    );
  });
});
