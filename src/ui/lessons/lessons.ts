// The lessons, one for each tutorial that this lab grew from, and one on samplers.
import {
  changed,
  compared,
  isSet,
  movedTime,
  otherPicture,
  sampled,
  timeWithin,
  trainedFor,
  varied,
} from './conditions';
import type { Lesson } from './lesson';

export const lessons: readonly Lesson[] = [
  {
    id: 't0',
    steps: [
      { panel: 'forward', preset: 't0-unet2d', until: movedTime },
      { panel: 'forward', until: otherPicture },
      {
        panel: 'schedule',
        settings: { process: 'ddpm', schedule: 'linear', time: 0.3 },
        until: isSet('schedule', 'squaredcos_cap_v2'),
      },
      { panel: 'training', preset: 'recipe', until: trainedFor(200) },
      { panel: 'reverse', until: sampled },
    ],
  },
  {
    id: 't1',
    steps: [
      { panel: 'schedule', preset: 't1-ddpm', until: timeWithin(0.98, 1) },
      { panel: 'schedule', until: changed('betaEnd', 'timesteps', 'rescaleZeroSnr') },
      { panel: 'forward', settings: { time: 0.25 }, until: movedTime },
      { panel: 'training', settings: { model: 'playground' }, until: trainedFor(300) },
      { panel: 'reverse', until: sampled },
    ],
  },
  {
    id: 't2',
    steps: [
      { panel: 'forward', preset: 't2-basic-unet', until: movedTime },
      { panel: 'training', until: trainedFor(100) },
      { panel: 'training', until: timeWithin(0.7, 1) },
      { panel: 'reverse', settings: { samplingSteps: 5 }, until: sampled },
      { panel: 'reverse', settings: { samplingSteps: 40 }, until: sampled },
    ],
  },
  {
    id: 't3',
    steps: [
      { panel: 'forward', preset: 'textbook', until: movedTime },
      { panel: 'schedule', until: isSet('schedule', 'geometric') },
      {
        panel: 'schedule',
        settings: { schedule: 'linear' },
        until: isSet('schedule', 'sigmoid_alphas_cumprod'),
      },
      { panel: 'training', until: isSet('loss', 'l1') },
      { panel: 'training' },
    ],
  },
  {
    id: 't4',
    steps: [
      { panel: 'schedule', preset: 't4-cifar10', until: timeWithin(0.45, 0.55) },
      { panel: 'forward', settings: { model: 'playground', dataset: 'mnist' }, until: movedTime },
      { panel: 'training', until: trainedFor(300) },
      { panel: 'reverse', settings: { time: 0.5 }, until: varied },
      { panel: 'reverse', settings: { time: 0.2 }, until: varied },
    ],
  },
  {
    id: 'samplers',
    steps: [
      { panel: 'training', preset: 'recipe', until: trainedFor(300) },
      { panel: 'reverse', settings: { sampler: 'ddpm', samplingSteps: 50 }, until: sampled },
      { panel: 'reverse', settings: { sampler: 'ddim', samplingSteps: 10 }, until: compared },
      { panel: 'reverse', settings: { sampler: 'dpmpp_2m', samplingSteps: 8 }, until: sampled },
      {
        panel: 'reverse',
        settings: { sampler: 'ddim', samplingSteps: 50 },
        until: changed('guidanceScale', 'eta'),
      },
    ],
  },
];
