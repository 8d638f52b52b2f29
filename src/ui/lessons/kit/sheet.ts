// What the worksheet asks and its key answers, computed by the page's own mathematics.
import { makeTables } from '../../../diffusion/process/tables';
import type { Tables } from '../../../diffusion/types';
import { parseConfig } from '../../../lab/config';

export const timesteps = 1000;

const linearBeta = { schedule: 'linear', betaStart: 1e-4, betaEnd: 0.02, timesteps } as const;

export const curves: { readonly linear: Tables; readonly cosine: Tables } = {
  linear: makeTables(parseConfig(linearBeta)),
  cosine: makeTables(parseConfig({ schedule: 'squaredcos_cap_v2', timesteps })),
};

/** Places on the time ruler that the worksheet asks about, 0 (clean) … T. */
export const times = [0, 250, 500, 750, 1000] as const;

/** Times at which one picture can be told from the next by eye; most of the linear schedule looks like noise. */
export const seenTimes = [0, 150, 300, 400, 1000] as const;

/** In the order of task 4, where they are to be told apart. */
export const shuffled = [300, 0, 1000, 150, 400] as const;

/** √ᾱ at a place of the ruler. */
export const imageShare = ({ sqrtAlphasCumprod }: Tables, t: number): number =>
  t === 0 ? 1 : (sqrtAlphasCumprod[t - 1] ?? Number.NaN);

const hundredths = (value: number): number => Math.round(value * 100) / 100;

/** The factors of task 3, as the sheet writes them: to two digits. */
export const factors = {
  image: hundredths(imageShare(curves.linear, 500)),
  noise: hundredths(Math.sqrt(1 - imageShare(curves.linear, 500) ** 2)),
} as const;

/** Task 3: pixels in −1…1 and the noise that falls on them. */
export const byHand = [
  { pixel: 1, noise: -0.5 },
  { pixel: -1, noise: 1.2 },
  { pixel: 0.5, noise: 0.3 },
  { pixel: -0.4, noise: -1.4 },
] as const;

/** As a pupil gets it from the factors on the sheet. */
export const noised = ({ pixel, noise }: (typeof byHand)[number]): number =>
  hundredths(factors.image * pixel + factors.noise * noise);

export const sumOfSquares = hundredths(factors.image ** 2 + factors.noise ** 2);
