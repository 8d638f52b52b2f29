// Euler's method on the probability flow ODE in σ = √((1−ᾱ)/ᾱ) (Karras et al. 2022, algorithm 1 without its
// correction): x/√ᾱ = x̂₀ + σ·ε̂ moves to x̂₀ + σ'·ε̂. Back in the coordinates of the model that is DDIM with η = 0.
import type { Level } from '../process/levels';
import type { SamplerStage } from '../types';
import { interpolated } from './grids';
import { eachStep, stageAt, type Sampler } from './sampler';

/** The first order step that the higher order samplers fall back on. */
export const eulerStage = (from: Level, to: Level, endsStep = true): SamplerStage =>
  stageAt(from, { x0: to.signal, eps: to.noise }, { epsFromClipped: true, endsStep });

export const euler: Sampler = {
  plan: (levels) => eachStep(levels, (from, to) => eulerStage(from, to)),
  uses: ['spacing', 'clipSample'],
  grids: interpolated,
  karras: 'exact',
  startsFromNoise: false,
  processes: ['gaussian', 'flow'],
};
