// Measures a model's bits a dimension, batch by batch: each answer of the model makes the numbers better.
import type { LabConfig } from '../../lab/fields';
import { qSample } from '../process/forward';
import { pictureNoise, toRange } from '../process/pictures';
import type { Process } from '../process/process';
import type { Tables } from '../types';
import { BitsMeter, bitsQuestions, priorBits, type Bits, type MeanTerm } from './bits';
import { boundTerm } from './bound';
import { inUnitLength, stepLogVariance } from './link';

/** Clean pictures to be noised to their time steps with the noise of `pictureNoise`, by seed and place in the batch. */
export interface BitsBatch {
  /** Each in −1…1. */
  readonly clean: readonly Float32Array[];
  /** Table indices 0…T−1. */
  readonly timesteps: readonly number[];
  readonly seed: number;
}

export interface BitsOptions {
  readonly process: Process;
  readonly tables: Tables;
  readonly variance: LabConfig['variance'];
  readonly seed: number;
  /** Clean picture 0 … pictures − 1, in −1…1. */
  readonly picture: (index: number) => Float32Array;
  readonly pictures: number;
  /** Stretches of the time axis: a time step of each for each picture. */
  readonly strata: number;
  /** Pictures that the model is shown at once. */
  readonly batch: number;
  /** The model's x̂₀ of each, one after the other, in −1…1; null ends the measuring. */
  readonly predict: (asked: BitsBatch) => Promise<Float32Array | null>;
}

export interface MeasuredBits {
  readonly done: number;
  readonly total: number;
  /** Null while no picture is done. */
  readonly bits: Bits | null;
  readonly curve: readonly MeanTerm[];
}

export async function* measureBits(options: BitsOptions): AsyncGenerator<MeasuredBits, void, undefined> {
  const { process, tables, variance, seed, picture, pictures, strata, batch, predict } = options;
  const { timesteps } = tables;
  const questions = bitsQuestions({ timesteps, pictures, strata, seed });
  const total = questions.length;
  const meter = new BitsMeter(total / pictures);
  for (let from = 0; from < total; from += batch) {
    const asked = questions.slice(from, from + batch);
    const clean = asked.map((question) => picture(question.picture));
    // Every batch has noise of its own.
    const own = seed + from;
    const predicted = await predict({ clean, timesteps: asked.map(({ t }) => t), seed: own });
    if (!predicted) return;
    asked.forEach((question, i) => {
      const { t } = question;
      const x0 = Float64Array.from(clean[i] ?? []);
      const size = x0.length;
      const xt = qSample(tables, toRange(x0, process.range), t, pictureNoise(process, own, size, i));
      const term = boundTerm(tables, {
        t,
        x0,
        xt: xt.map((value) => inUnitLength(tables, t, value)),
        predOriginalSample: Float64Array.from(predicted.subarray(i * size, (i + 1) * size)),
        logVariance: new Float64Array(size).fill(stepLogVariance(tables, t, variance)),
      });
      meter.add(question, term, priorBits(tables, x0));
    });
    yield {
      done: Math.min(total, from + batch),
      total,
      bits: meter.bits,
      curve: meter.curve(timesteps, strata),
    };
  }
}
