// The time steps that samplers visit, from the noise to the data: NumPy's arithmetic, so that they are exactly those of
// diffusers. A grid has no repeats, unlike `scheduler.timesteps` of diffusers' PNDM and Heun, which lists a time step
// once for every evaluation of the model.
import { arange, linspace, roundHalfToEven } from '../schedule/rounding';

export const gridSpacings = ['leading', 'trailing', 'linspace'] as const;

/** Spacings of time steps, and one of noise levels (karras.ts). */
export const spacings = [...gridSpacings, 'karras'] as const;

export type Spacing = (typeof spacings)[number];

export const isGrid = (spacing: Spacing): spacing is keyof Grids =>
  gridSpacings.some((name) => name === spacing);

/** `count` time steps of T, strictly falling. */
export type Grid = (timesteps: number, count: number) => number[];

export type Grids = Readonly<Record<(typeof gridSpacings)[number], Grid>>;

const trailing: Grid = (timesteps, count) =>
  arange(timesteps, -timesteps / count, count).map((t) => roundHalfToEven(t) - 1);

/** Table 2 of Lin et al. 2023 (arXiv 2305.08891), as in diffusers' DDPM, DDIM and PNDM. */
export const ancestral: Grids = {
  leading: (timesteps, count) => arange(0, Math.floor(timesteps / count), count).toReversed(),
  trailing,
  linspace: (timesteps, count) =>
    linspace(0, timesteps - 1, count)
      .map(roundHalfToEven)
      .toReversed(),
};

/** diffusers' Euler and Heun interpolate between time steps: their `linspace` is not rounded. */
export const interpolated: Grids = {
  ...ancestral,
  linspace: (timesteps, count) => linspace(0, timesteps - 1, count).toReversed(),
};

/** From the top, so that a single step starts from the noise. */
export const fromTheTop: Grids = {
  ...ancestral,
  linspace: (timesteps, count) => linspace(timesteps - 1, 0, count),
};

/** The DPM-Solvers of diffusers lay out one step more and leave the last (t = 0) to the final jump. */
export const dpmSolver: Grids = {
  leading: (timesteps, count) =>
    arange(0, Math.floor(timesteps / (count + 1)), count + 1)
      .toReversed()
      .slice(0, -1),
  trailing,
  linspace: (timesteps, count) =>
    linspace(0, timesteps - 1, count + 1)
      .map(roundHalfToEven)
      .toReversed()
      .slice(0, -1),
};
