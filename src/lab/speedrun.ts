// The speedrun: how good can digits be after a training of at most 8 TFLOP? Rules, table and record: docs/speedrun.md.
import type { LabConfig } from './fields';
import type { Quality } from './quality';

export const rules = {
  /** Of training; multiply and add counted apart. */
  tflop: 8,
  samplingSteps: 50,
  samples: 1000,
  seeds: 3,
  /** Who has less of these is no entry, however near the mean and the spread of the features come. */
  leastRecognised: 0.94,
  leastAsked: 0.96,
  leastSpread: 0.99,
} as const;

/** What an entry is measured by: the Fréchet distance as a multiple of that of as many real images. */
export type Score = Pick<Quality, 'recognised' | 'asked' | 'spread' | 'frechet' | 'floor'>;

export const timesFloor = ({ frechet, floor }: Pick<Score, 'frechet' | 'floor'>): number => frechet / floor;

export const isEntry = ({ recognised, asked, spread }: Score): boolean =>
  recognised >= rules.leastRecognised && asked >= rules.leastAsked && spread >= rules.leastSpread;

/** Of a step: a backward pass costs twice what a forward pass does. @param multiplyAdds of one image, forward */
const flopOfStep = (
  { batchSize, accumulation }: Pick<LabConfig, 'batchSize' | 'accumulation'>,
  multiplyAdds: number,
): number => 2 * 3 * multiplyAdds * batchSize * accumulation;

/** Of training so many steps, in 10¹² operations. */
export const trainingTflop = (
  config: Pick<LabConfig, 'batchSize' | 'accumulation'>,
  multiplyAdds: number,
  steps: number,
): number => (flopOfStep(config, multiplyAdds) * steps) / 1e12;

/** The most steps that cost no more. */
export const stepsWithin = (
  tflop: number,
  config: Pick<LabConfig, 'batchSize' | 'accumulation'>,
  multiplyAdds: number,
): number => Math.floor((tflop * 1e12) / flopOfStep(config, multiplyAdds));

/** The best so far, the mean of its seeds; docs/speedrun.md says whose it is. */
export const record = { recognised: 0.961, asked: 0.973, timesFloor: 1.17 } as const;
