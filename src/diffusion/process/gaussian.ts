// Gaussian diffusion (Ho et al. 2020): xₜ = √ᾱ·x₀ + √(1−ᾱ)·ε, a Markov chain along the schedule's β.
import { makeBetas } from '../schedule/schedules';
import { deriveTables } from '../schedule/tables';
import { at, unitLength, type Level } from './levels';
import { signed, type Process } from './process';
import type { Tables } from '../types';

/** Between two entries σ is interpolated, as in diffusers' Euler and Heun. */
function levelAt(tables: Tables, timestep: number): Level {
  const [below, above] = [Math.floor(timestep), Math.ceil(timestep)];
  const share = timestep - below;
  const [s0, s1] = [at(tables.signal, below), at(tables.signal, above)];
  const [n0, n1] = [at(tables.noise, below), at(tables.noise, above)];
  if (share === 0) return { timestep, signal: s0, noise: n0 };
  // σ = (1−share)·n₀/s₀ + share·n₁/s₁, without dividing by s₁, which may be 0.
  return unitLength(timestep, s0 * s1, (1 - share) * n0 * s1 + share * n1 * s0);
}

export const gaussian = {
  name: 'gaussian',
  uses: [
    'schedule',
    'rescaleZeroSnr',
    'timeSampling',
    'stratifiedTime',
    'pureNoiseRate',
    'weighting',
    'variance',
  ],
  predictions: ['epsilon', 'sample', 'v_prediction', 'flow'],
  sampler: 'ddim',
  range: signed,
  noise: 'gaussian',
  timed: true,
  chain: true,
  learnsVariance: true,
  tables: (settings) => deriveTables(makeBetas(settings)),
  levelAt,
  inOwnCoordinates: (stages) => stages,
} as const satisfies Process;
