// What it takes to teach a trained model to jump from noise to image in one step: a run of its own, on samples of the model
// itself, each with the noise that it came from (a rectification after Liu et al. 2022, arXiv 2209.03003, on x̂₀, half of
// it at pure noise). The model's paths become straight, so that one step goes as far as many did.
import { targetFactors } from '../diffusion/objective/predict';
import { processOf } from '../diffusion/process/index';
import type { LabConfig } from './fields';

/** Steps and samples of the default's run: with them it costs half of what the default's training costs. */
const steps = 440;
/** How often a pair is trained on, on the mean. */
export const uses = 8;
/** Sampling steps of the model that teaches. */
const teacherSteps = 4;

/** Numbers of steps that a model is shown with, before and after. */
export const jumpSteps = [8, 4, 2, 1] as const;

/** Noise alone says nothing of the image where ε is predicted; and there has to be a time axis. */
export function canJump(config: LabConfig): boolean {
  return processOf(config).timed && targetFactors(config.predictionType, 0, 1).x0 !== 0;
}

/** The process's own way down from pure noise, in steps of one length. */
export const evenSteps = (config: LabConfig): Pick<LabConfig, 'sampler' | 'spacing' | 'eta'> => ({
  sampler: processOf(config).sampler,
  spacing: 'trailing',
  eta: 0,
});

/** How the model draws what it is taught with. */
export const teacherConfig = (config: LabConfig): LabConfig => ({
  ...config,
  ...evenSteps(config),
  samplingSteps: Math.min(teacherSteps, config.timesteps),
});

/** The settings of the run, and of what comes of it: guidance is learned with the rest. */
export const jumpConfig = (config: LabConfig): LabConfig => ({
  ...teacherConfig(config),
  steps,
  samplingSteps: 1,
  guidanceScale: 1,
  nullClassRate: 0,
  timeSampling: 'logit_normal',
  pureNoiseRate: 0.5,
  loss: 'mse',
  weighting: 'none',
  learningRateSchedule: 'linear',
  warmupSteps: 20,
  emaDecay: Math.min(config.emaDecay, 0.98),
  horizontalFlips: false,
});

/** How many samples a run of these settings is taught with. */
export const pairCount = ({ steps: all, batchSize, accumulation }: LabConfig): number =>
  Math.ceil((all * batchSize * accumulation) / uses);
