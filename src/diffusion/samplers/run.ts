// Carries out the stages of a sampler on plain numbers: for tests, plots and as the reference of the GPU's kernel.
import { clipOriginal, type ClipMode } from './clip';
import { predictionFactors } from '../objective/predict';
import { registers, type Register, type SamplerStage } from '../types';
import type { PredictionType } from '../objective/predict';

export interface Prediction {
  readonly values: Float64Array;
  /** The second half of a model with learned variance, −1…1, one value for each of `values`. */
  readonly variance?: Float64Array;
}

export interface RunOptions {
  readonly predictionType: PredictionType;
  readonly clip: ClipMode;
  /** The model: what it says to one image x at a time step. */
  readonly predict: (x: Float64Array, timestep: number) => Prediction;
  /** Standard normal numbers for the stage of this number (from 0), as many as x has. */
  readonly noise: (stage: number) => Float64Array;
}

/** x after a stage, and what the stage made of the model's prediction. */
export interface RunFrame {
  readonly stage: SamplerStage;
  readonly x: Float64Array;
  readonly x0: Float64Array;
  readonly eps: Float64Array;
}

const linear = (a: number, x: Float64Array, b: number, y: Float64Array): Float64Array =>
  x.map((value, i) => a * value + b * (y[i] ?? Number.NaN));

/** x̂₀ (clipped) and ε̂ of a stage. */
function interpret(
  stage: SamplerStage,
  x: Float64Array,
  prediction: Float64Array,
  { predictionType, clip }: RunOptions,
): { readonly x0: Float64Array; readonly eps: Float64Array } {
  const { signal, noise } = stage;
  const factors = predictionFactors(predictionType, signal, noise);
  const x0 = clipOriginal(linear(factors.x0.x, x, factors.x0.prediction, prediction), clip);
  const eps =
    stage.epsFromClipped && clip !== 'none'
      ? linear(1 / noise, x, -signal / noise, x0)
      : linear(factors.eps.x, x, factors.eps.prediction, prediction);
  return { x0, eps };
}

/** Standard normal noise at the strength that the model has learned (Nichol & Dhariwal eq. 15). */
function strengthen(
  noise: Float64Array,
  stage: SamplerStage,
  variance: Float64Array | undefined,
): Float64Array {
  const bounds = stage.learnedLogVariance;
  if (!bounds) return noise;
  return noise.map((value, i) => {
    const share = ((variance?.[i] ?? Number.NaN) + 1) / 2;
    return value * Math.exp((share * bounds.max + (1 - share) * bounds.min) / 2);
  });
}

/** Of the first stage of a step: x before it, and its prediction. */
interface Started {
  readonly x: Float64Array;
  readonly x0: Float64Array;
  readonly eps: Float64Array;
}

interface Held extends Started {
  readonly noise: Float64Array | undefined;
  readonly first: Started;
  /** First stages of the steps before, the latest first. */
  readonly past: readonly Started[];
}

/** Σ factor · register. */
function combine(stage: SamplerStage, { x, x0, eps, noise, first, past }: Held): Float64Array {
  const held: Readonly<Record<Register, Float64Array | undefined>> = {
    x,
    x0,
    eps,
    noise,
    xStart: first.x,
    x0Start: first.x0,
    epsStart: first.eps,
    x0Previous: past[0]?.x0,
    x0Previous2: past[1]?.x0,
    epsPrevious: past[0]?.eps,
    epsPrevious2: past[1]?.eps,
    epsPrevious3: past[2]?.eps,
  };
  const next = new Float64Array(x.length);
  for (const register of registers) {
    const factor = stage.next[register];
    if (factor === undefined) continue;
    const values = held[register];
    if (!values) throw new RangeError(`A stage asks for ${register}, which has no value yet.`);
    for (let i = 0; i < next.length; i++) next[i] = (next[i] ?? 0) + factor * (values[i] ?? Number.NaN);
  }
  return next;
}

/**
 * Runs one image through all stages.
 * @param start x before the first stage, any length. What is handed in at a frame takes the place of x after it.
 */
export function* runStages(
  stages: readonly SamplerStage[],
  start: Float64Array,
  options: RunOptions,
): Generator<RunFrame, Float64Array, Float64Array | undefined> {
  let x = start;
  let first: Started | undefined;
  let past: readonly Started[] = [];
  for (const [index, stage] of stages.entries()) {
    const prediction = options.predict(x, stage.timestep);
    const { x0, eps } = interpret(stage, x, prediction.values, options);
    first ??= { x, x0, eps };
    const noise =
      stage.next.noise === undefined
        ? undefined
        : strengthen(options.noise(index), stage, prediction.variance);
    x = combine(stage, { x, x0, eps, noise, first, past });
    x = (yield { stage, x, x0, eps }) ?? x;
    if (!stage.endsStep) continue;
    past = [first, ...past].slice(0, 3);
    first = undefined;
  }
  return x;
}

/** The sample at the end of {@link runStages}. */
export function runToEnd(
  stages: readonly SamplerStage[],
  start: Float64Array,
  options: RunOptions,
): Float64Array {
  let x = start;
  for (const frame of runStages(stages, start, options)) x = frame.x;
  return x;
}
