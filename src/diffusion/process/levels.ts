// The noise levels that a sampler walks down, in the coordinates of variance preserving diffusion, where
// signal² + noise² = 1 (a process without such coordinates has its own). Everything a sampler computes, it computes
// from these.

export interface Level {
  /** Place in the tables; not a whole number where a grid lies between their entries. */
  readonly timestep: number;
  /** What the model is told where that is not the time step itself. */
  readonly told?: number;
  /** √ᾱ and √(1−ᾱ). */
  readonly signal: number;
  readonly noise: number;
}

/** Where every sampler ends: the data. */
export const clean: Level = { timestep: -1, signal: 1, noise: 0 };

/** σ = √((1−ᾱ)/ᾱ), the noise level in the coordinates of Karras et al. 2022 (x/√ᾱ). Infinite at ᾱ = 0. */
export const sigmaOf = ({ signal, noise }: Level): number => noise / signal;

/** λ = ln(√ᾱ / √(1−ᾱ)), half the log-SNR (Lu et al. 2022). */
export const lambdaOf = ({ signal, noise }: Level): number => Math.log(signal / noise);

/** √ᾱ below this is nothing to divide by, in the float32 of the GPU as well. */
export const leastSignal = 1e-30;

export const at = (table: Float64Array, index: number): number => table[index] ?? Number.NaN;

/** An entry of a table, or what lies between two in a straight line. */
export function between(table: Float64Array, timestep: number): number {
  const [below, above] = [Math.floor(timestep), Math.ceil(timestep)];
  const share = timestep - below;
  return (1 - share) * at(table, below) + share * at(table, above);
}

export const unitLength = (timestep: number, signal: number, noise: number): Level => {
  const length = Math.hypot(signal, noise);
  // Both vanish only where the schedule has underflowed: there all is noise.
  return length === 0
    ? { timestep, signal: 0, noise: 1 }
    : { timestep, signal: signal / length, noise: noise / length };
};

/** √ᾱ that stands for 0 where a sampler divides by it: ᾱ = 2⁻²⁴, as in diffusers with `rescale_betas_zero_snr`. */
const nearlyNothing = 2 ** -12;

/**
 * The same levels with a start of pure noise lifted a little, for samplers that work in σ, which is infinite there.
 * It stays the noisiest of all; where the schedule has underflowed on the next level too, it stays 0.
 */
export function liftStart(levels: readonly Level[]): readonly Level[] {
  const [first, second, ...others] = levels;
  if (!first || !second || first.signal > 0) return levels;
  const signal = Math.min(nearlyNothing, second.signal / 2);
  return [{ ...first, signal, noise: Math.sqrt(1 - signal ** 2) }, second, ...others];
}
