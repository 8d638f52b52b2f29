// Everything that follows from β, computed once in float64.
import { LabError } from '../../lab/errors';
import type { LabConfig } from '../../lab/fields';
import { makeBetas, type ScheduleSettings } from './schedules';
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
    process: 'diffusion',
  };
}

/**
 * Rectified flow (Liu et al. 2022, arXiv 2209.03003) on T places: xₜ = (1 − t)·x₀ + t·ε, t = (i + 1) / T.
 * The other tables describe the diffusion with the same SNR.
 */
export function flowTables(timesteps: number): Tables {
  const noise = Float64Array.from({ length: timesteps }, (_, i) => (i + 1) / timesteps);
  const signal = noise.map((t) => 1 - t);
  const cumprod = (t: number): number => (1 - t) ** 2 / ((1 - t) ** 2 + t ** 2);
  const betas = noise.map((t, i) => 1 - cumprod(t) / cumprod(i / timesteps));
  return { ...deriveTables(betas), signal, noise, process: 'flow' };
}

export type TableSettings = ScheduleSettings & Pick<LabConfig, 'predictionType'>;

/**
 * The tables of a configuration. Predicting `flow` brings its own straight-line process, which the schedule's
 * settings do not bend.
 * @throws LabError `bad-setting` as {@link makeBetas} does.
 */
export const makeTables = (settings: TableSettings): Tables =>
  settings.predictionType === 'flow' ? flowTables(settings.timesteps) : deriveTables(makeBetas(settings));
