// The numbers of a training step, one control for each of its micro-steps.
import { emaDecayAt } from '../../diffusion/objective/ema';
import { learningRateAt } from '../../diffusion/objective/learningRate';
import { weightDecayOf } from '../../diffusion/objective/optimizers';
import { trainingTimesteps } from '../../diffusion/objective/trainingTimesteps';
import type { LabConfig } from '../../lab/fields';
import type { TrainingControl } from '../gpu/control';
import { logSlots } from './backend';
import type { EpochCursor } from './epochs';

/**
 * Micro-steps are slices of one batch: the same images, noise, time steps and masks, however it is cut.
 * @param step from 0
 */
export function microSteps(config: LabConfig, step: number, cursor: EpochCursor): TrainingControl[] {
  const { accumulation, batchSize } = config;
  const indices = cursor.batch(step, accumulation * batchSize);
  const timesteps = trainingTimesteps(config, step, accumulation * batchSize);
  const learningRate = learningRateAt(config, step);
  return Array.from({ length: accumulation }, (_, microStep) => {
    const firstSample = microStep * batchSize;
    return {
      seed: config.trainSeed,
      draw: step,
      firstSample,
      learningRate,
      muonLearningRate: (config.muonLearningRate * learningRate) / config.learningRate,
      beta1: config.adamBeta1,
      beta2: config.adamBeta2,
      epsilon: 1e-8,
      weightDecay: weightDecayOf(config),
      optimizerStep: step + 1,
      emaDecay: emaDecayAt(config, step),
      gradientClip: config.gradientClip,
      nullClassRate: config.classConditional ? config.nullClassRate : 0,
      microStep,
      microSteps: accumulation,
      logSlot: step % logSlots,
      indices: indices.subarray(firstSample, firstSample + batchSize),
      timesteps: timesteps.subarray(firstSample, firstSample + batchSize),
    };
  });
}
