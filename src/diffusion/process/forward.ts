// The forward process: from the data to the noise, in one jump and step by step.
import { LabError } from '../../lab/errors';
import type { Tables } from '../types';

type Values = Float64Array | Float32Array;

/** `first`·a + `second`·b for every element; both arrays have the same length. */
function combine(a: Values, first: number, b: Values, second: number): Float64Array {
  if (a.length !== b.length) {
    throw new LabError('internal', `Arrays of ${a.length} and ${b.length} numbers cannot be added.`);
  }
  const sum = new Float64Array(a.length);
  // A loop takes a tenth of the time of Float64Array.from: the strip is made anew with every move of a slider.
  for (let i = 0; i < sum.length; i += 1) {
    sum[i] = first * (a[i] ?? Number.NaN) + second * (b[i] ?? Number.NaN);
  }
  return sum;
}

function entry(table: Float64Array, t: number): number {
  const value = table[t];
  if (value === undefined) {
    throw new LabError(
      'bad-setting',
      `Time step ${t} is not in the tables, expected 0 to ${table.length - 1}.`,
    );
  }
  return value;
}

/** xₜ ~ q(xₜ | x₀) in one jump (DDPM eq. 4). @param t table index, 0…T−1 @param noise standard normal */
export const qSample = (tables: Tables, x0: Values, t: number, noise: Values): Float64Array =>
  combine(x0, entry(tables.signal, t), noise, entry(tables.noise, t));

/** The tables describe a chain of unit variance; a process's own xₜ is that chain's, this much longer. */
export const scaleAt = (tables: Tables, t: number): number =>
  t < 0
    ? 1
    : Math.hypot(entry(tables.signal, t), entry(tables.noise, t)) /
      Math.hypot(entry(tables.sqrtAlphasCumprod, t), entry(tables.sqrtOneMinusAlphasCumprod, t));

/** xₜ ~ q(xₜ | xₜ₋₁), one link of the chain (DDPM eq. 2). @param noise standard normal, fresh for each link */
export function qStep(tables: Tables, xPrevious: Values, t: number, noise: Values): Float64Array {
  const scale = scaleAt(tables, t);
  const kept = Math.sqrt(entry(tables.alphas, t)) / scaleAt(tables, t - 1);
  return combine(xPrevious, scale * kept, noise, scale * Math.sqrt(entry(tables.betas, t)));
}

/**
 * The single ε that takes x₀ in one jump to where the chain has come at t:
 * εₜ·√(1−ᾱₜ) = √αₜ·√(1−ᾱₜ₋₁)·εₜ₋₁ + √βₜ·noise, by induction over qStep.
 * @param accumulated the ε of t − 1; anything of the right length at t = 0
 */
export function accumulateNoise(tables: Tables, accumulated: Values, t: number, noise: Values): Float64Array {
  const scale = Math.sqrt(1 - entry(tables.alphasCumprod, t));
  const kept = Math.sqrt(entry(tables.alphas, t) * (1 - entry(tables.alphasCumprodPrev, t)));
  return combine(accumulated, kept / scale, noise, Math.sqrt(entry(tables.betas, t)) / scale);
}

export interface ChainLink {
  readonly x: Float64Array;
  /** qSample(tables, x₀, t, accumulatedNoise) is x. */
  readonly accumulatedNoise: Float64Array;
}

/**
 * The whole Markov chain x₀ → x_T: one link for each time step.
 * @param noiseAt standard normal numbers, as many as in x₀, for the link into table index t
 */
export function* forwardChain(
  tables: Tables,
  x0: Values,
  noiseAt: (t: number) => Values,
): Generator<ChainLink, void, undefined> {
  let x: Float64Array = Float64Array.from(x0);
  let accumulatedNoise: Float64Array = new Float64Array(x0.length);
  for (let t = 0; t < tables.timesteps; t++) {
    const noise = noiseAt(t);
    x = qStep(tables, x, t, noise);
    accumulatedNoise = accumulateNoise(tables, accumulatedNoise, t, noise);
    yield { x, accumulatedNoise };
  }
}
