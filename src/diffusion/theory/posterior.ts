// The posterior of one link of the chain: what xₜ₋₁ can be, given xₜ and x₀. Variance preserving diffusion only.
import type { Tables } from '../types';

const at = (table: Float64Array, t: number): number => table[t] ?? Number.NaN;

/** Mean of q(xₜ₋₁ | xₜ, x₀) as factors of x₀ and xₜ (DDPM eq. 7). @param t table index 0…T−1 */
export function posteriorMeanFactors(tables: Tables, t: number): { readonly x0: number; readonly x: number } {
  const [previous, present] = [at(tables.alphasCumprodPrev, t), at(tables.alphasCumprod, t)];
  return {
    x0: (Math.sqrt(previous) * at(tables.betas, t)) / (1 - present),
    x: (Math.sqrt(at(tables.alphas, t)) * (1 - previous)) / (1 - present),
  };
}

/** The same mean from xₜ and ε: (xₜ − β/√(1−ᾱ)·ε)/√α (DDPM eq. 11). */
export function posteriorMeanFromNoise(
  tables: Tables,
  t: number,
): { readonly x: number; readonly eps: number } {
  const root = Math.sqrt(at(tables.alphas, t));
  return { x: 1 / root, eps: -at(tables.betas, t) / (root * at(tables.sqrtOneMinusAlphasCumprod, t)) };
}

/** ln β̃ₜ, with β̃ at least 1e-20 (it is 0 at the first time step). */
export const posteriorLogVariance = (tables: Tables, t: number): number =>
  Math.log(Math.max(at(tables.posteriorVariance, t), 1e-20));

/**
 * Learned variance: ln of β̃^(1−f)·β^f with f = (v + 1)/2 (Nichol & Dhariwal 2021, eq. 15).
 * @param v the model's own word on a pixel's variance, −1…1
 */
export const learnedLogVariance = (tables: Tables, t: number, v: number): number => {
  const share = (v + 1) / 2;
  return share * Math.log(at(tables.betas, t)) + (1 - share) * posteriorLogVariance(tables, t);
};
