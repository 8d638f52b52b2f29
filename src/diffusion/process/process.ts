// What a forward process is: from the data to the noise. Callers hold one and ask it; they compare no names.
import type { PredictionType } from '../objective/predict';
import type { ScheduleSettings } from '../schedule/schedules';
import type { SamplerStage, Tables } from '../types';
import type { Level } from './levels';

/** Range of the images that the model sees. */
export interface PixelRange {
  readonly low: number;
  readonly high: number;
}

/** The settings that a process may depend on, by their names in the table of settings. */
export type ProcessSetting =
  | 'schedule'
  | 'rescaleZeroSnr'
  | 'timeSampling'
  | 'stratifiedTime'
  | 'pureNoiseRate'
  | 'weighting'
  | 'variance';

export interface Process {
  readonly name: string;
  readonly uses: readonly ProcessSetting[];
  /** What its model can be asked for, the usual one first. */
  readonly predictions: readonly PredictionType[];
  /** The sampler to begin with. */
  readonly sampler: string;
  readonly range: PixelRange;
  /** Standard normal, or uniform in 0…1. */
  readonly noise: 'gaussian' | 'uniform';
  /** The model is told the time step. Without one each training sample draws its own amount of noise, all weighed alike. */
  readonly timed: boolean;
  /** It is a Markov chain of Gaussian links, which can also be gone step by step. */
  readonly chain: boolean;
  /** The variance of a reverse step can be learned (Nichol & Dhariwal 2021). */
  readonly learnsVariance: boolean;
  /** @throws LabError `bad-setting` naming the setting that makes no process. */
  readonly tables: (settings: ScheduleSettings) => Tables;
  /** The level of a time step 0…T−1, also between two entries, in the coordinates that samplers walk in. */
  readonly levelAt: (tables: Tables, timestep: number) => Level;
  /** Stages from the samplers' coordinates to the process's own. */
  readonly inOwnCoordinates: (stages: readonly SamplerStage[]) => readonly SamplerStage[];
}

export const signed: PixelRange = { low: -1, high: 1 };
export const unit: PixelRange = { low: 0, high: 1 };

/** What the model is told at a time step; 0 always where it is told none. */
export const toldTime = ({ timed }: Process, timestep: number): number => (timed ? timestep : 0);
