// The numbers of a training step for tests, with nothing switched on.
import type { TrainingControl } from '../engine/gpu/control';

export const trainingControl = (change: Partial<TrainingControl> = {}): TrainingControl => ({
  seed: 0,
  draw: 0,
  firstSample: 0,
  learningRate: 1,
  muonLearningRate: 1,
  beta1: 0.9,
  beta2: 0.99,
  epsilon: 1e-8,
  weightDecay: 0,
  optimizerStep: 1,
  emaDecay: 0,
  gradientClip: 0,
  nullClassRate: 0,
  microStep: 0,
  microSteps: 1,
  logSlot: 0,
  indices: [0],
  timesteps: [0],
  ...change,
});
