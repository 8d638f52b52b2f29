// The numbers of a sampler's stage in the small buffer that its kernels read, written before each (replayed) stage.
import { describeWords, type Word } from '../../gpu/words';
import { predictionFactors } from '../../../diffusion/objective/predict';
import { registers, type SamplerStage } from '../../../diffusion/types';
import type { PredictionType } from '../../../diffusion/objective/predict';

export interface StageNumbers {
  readonly seed: number;
  /** Number of the stage: the `step` of its random address. */
  readonly index: number;
  readonly stage: SamplerStage;
  /** The stage before ended a step. */
  readonly first: boolean;
  readonly predictionType: PredictionType;
  readonly guidanceScale: number;
}

const factorsOf = ({ predictionType, stage }: StageNumbers): ReturnType<typeof predictionFactors> =>
  predictionFactors(predictionType, stage.signal, stage.noise);

/** What the prediction says nothing about (an infinite factor) is taken for 0. */
const finite = (factor: number): number => (Number.isFinite(factor) ? factor : 0);

/** The first two as in gpu/control.ts. */
const header = describeWords<StageNumbers>('stage', {
  seed: ['u32', (s) => s.seed],
  draw: ['u32', (s) => s.index],
  /** 1 in the first stage of a step, 1 in the last, 1 where ε̂ follows from the clipped x̂₀. */
  first: ['u32', (s) => Number(s.first)],
  ends: ['u32', (s) => Number(s.stage.endsStep)],
  epsFromClipped: ['u32', (s) => Number(s.stage.epsFromClipped)],
  signal: ['f32', (s) => s.stage.signal],
  noise: ['f32', (s) => s.stage.noise],
  x0FromX: ['f32', (s) => finite(factorsOf(s).x0.x)],
  x0FromPrediction: ['f32', (s) => finite(factorsOf(s).x0.prediction)],
  epsFromX: ['f32', (s) => finite(factorsOf(s).eps.x)],
  epsFromPrediction: ['f32', (s) => finite(factorsOf(s).eps.prediction)],
  guidanceScale: ['f32', (s) => s.guidanceScale],
  logVarianceMin: ['f32', (s) => s.stage.learnedLogVariance?.min ?? 0],
  logVarianceMax: ['f32', (s) => s.stage.learnedLogVariance?.max ?? 0],
});

const headerWords = 32;
const factors = describeWords<StageNumbers>(
  'factor',
  Object.fromEntries(
    registers.map((register): [string, Word<StageNumbers>] => [
      register,
      ['f32', ({ stage }) => stage.next[register] ?? 0],
    ]),
  ),
  headerWords,
);

/** Where the time steps for the model begin, a binding of their own. */
export const timestepsOffset = 256;

/** Over a binding `control : array<u32>`: `stage_<name>()` of the header, and `factor_<register>()`. */
export const stageWgsl = `${header.wgsl}\n${factors.wgsl}`;

/** Header and factors, then the time step `images` times. */
export function encodeStage(numbers: StageNumbers, images: number): Uint32Array<ArrayBuffer> {
  const words = new Uint32Array(timestepsOffset / 4 + images);
  header.store(numbers, words);
  factors.store(numbers, words);
  new Float32Array(words.buffer).fill(numbers.stage.timestep, timestepsOffset / 4);
  return words;
}
