// One reverse step for one pixel: the true posterior q(xₜ₋₁ | xₜ, x₀) and the model's p(xₜ₋₁ | xₜ), written by x₀, by ε and
// by the mean. In variance preserving coordinates; `inUnitLength` takes another process's pixels there.
import { scaleAt } from '../process/forward';
import { variances, type VarianceName } from '../samplers/variances';
import type { Tables } from '../types';
import { gaussianKl, type Gaussian } from './bound';
import { posteriorLogVariance, posteriorMeanFactors, posteriorMeanFromNoise } from './posterior';

/** What stands for x₀ and what xₜ is, for one pixel. */
export interface Pixel {
  readonly x0: number;
  readonly xt: number;
}

/** A step as the page writes it out. */
export interface Link extends Gaussian {
  /** The ε of which xₜ = √ᾱ·x₀ + √(1−ᾱ)·ε. */
  readonly eps: number;
  /** The mean as factors of x₀ and xₜ (DDPM eq. 7), and of xₜ and ε (eq. 11). */
  readonly byOriginal: { readonly x0: number; readonly x: number };
  readonly byNoise: { readonly x: number; readonly eps: number };
}

/** xₜ of a process, in the coordinates where signal² + noise² = 1. @param t table index 0…T−1 */
export const inUnitLength = (tables: Tables, t: number, x: number): number => x / scaleAt(tables, t);

/**
 * ln of the variance that a model steps with: β̃ₜ or βₜ (DDPM, section 3.2). At the first time step, where β̃ is 0, that of
 * the second stands in for it (Nichol & Dhariwal 2021).
 */
export function stepLogVariance(tables: Tables, t: number, variance: VarianceName): number {
  const small = posteriorLogVariance(tables, t === 0 ? Math.min(1, tables.timesteps - 1) : t);
  return variances[variance].of({ small, large: Math.log(tables.betas[t] ?? Number.NaN) });
}

/** The step that leads back where x₀ is known, or where `x0` is what a model takes for it. @param t table index 0…T−1 */
export function linkOf(tables: Tables, t: number, { x0, xt }: Pixel, logVariance?: number): Link {
  const byOriginal = posteriorMeanFactors(tables, t);
  const signal = tables.sqrtAlphasCumprod[t] ?? Number.NaN;
  const noise = tables.sqrtOneMinusAlphasCumprod[t] ?? Number.NaN;
  return {
    mean: byOriginal.x0 * x0 + byOriginal.x * xt,
    logVariance: logVariance ?? posteriorLogVariance(tables, t),
    eps: (xt - signal * x0) / noise,
    byOriginal,
    byNoise: posteriorMeanFromNoise(tables, t),
  };
}

/**
 * KL(q ‖ p) of the two steps, in nats, and what each squared difference counts in it where both have q's variance: of
 * means, of x₀ (Ho et al. 2020, eq. 8 with eq. 7) and of ε (eq. 12).
 */
export function linkKl(q: Link, p: Link) {
  const perMean = 0.5 * Math.exp(-q.logVariance);
  return {
    nats: gaussianKl(q, p),
    perMean,
    perOriginal: perMean * q.byOriginal.x0 ** 2,
    perNoise: perMean * q.byNoise.eps ** 2,
  };
}
