// Everything that follows from β, computed once in float64.
import { LabError } from '../../lab/errors';
import type { Tables } from '../types';

/**
 * Derives the tables of the forward process xₜ = √ᾱ·x₀ + √(1−ᾱ)·ε (DDPM eq. 4).
 * @param betas each in (0, 1]; 1 (all noise from there on) is for zero terminal SNR.
 * @throws LabError `bad-setting` for a β that is not a number, not above 0 or above 1.
 */
export function deriveTables(betas: Float64Array): Tables {
  betas.forEach((beta, t) => {
    if (!(1 - beta < 1 && beta <= 1)) {
      throw new LabError('bad-setting', `β at time step ${t} is ${beta}, expected above 0 and at most 1.`, {
        reason: { name: 'beta-range', values: { t: t + 1, beta } },
      });
    }
  });
  let product = 1;
  const alphas = betas.map((beta) => 1 - beta);
  const alphasCumprod = alphas.map((alpha) => (product *= alpha));
  const alphasCumprodPrev = alphasCumprod.map((_, t) => (t === 0 ? 1 : (alphasCumprod[t - 1] ?? Number.NaN)));
  const sqrtAlphasCumprod = alphasCumprod.map(Math.sqrt);
  const sqrtOneMinusAlphasCumprod = alphasCumprod.map((value) => Math.sqrt(1 - value));
  return {
    timesteps: betas.length,
    betas,
    alphas,
    alphasCumprod,
    alphasCumprodPrev,
    sqrtAlphasCumprod,
    sqrtOneMinusAlphasCumprod,
    posteriorVariance: betas.map(
      (beta, t) =>
        (beta * (1 - (alphasCumprodPrev[t] ?? Number.NaN))) / (1 - (alphasCumprod[t] ?? Number.NaN)),
    ),
    snr: alphasCumprod.map((value) => value / (1 - value)),
    signal: sqrtAlphasCumprod,
    noise: sqrtOneMinusAlphasCumprod,
  };
}
