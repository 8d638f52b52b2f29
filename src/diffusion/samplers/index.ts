// The way from settings to the list of stages that the engine carries out.
import { LabError } from '../../lab/errors';
import { processOf, type ProcessSettings } from '../process/index';
import { clean, leastSignal, liftStart, type Level } from '../process/levels';
import { toldTime, type Process } from '../process/process';
import type { SamplerStage, Tables } from '../types';
import type { ClipMode } from './clip';
import { isGrid, type Spacing } from './grids';
import { karrasLevels } from './karras';
import { samplers, type SamplerName } from './registry';
import type { Sampler, SamplerOptions } from './sampler';
import { checkSamplingSteps, inferenceTimesteps } from './timesteps';

export interface LevelSettings extends ProcessSettings {
  readonly sampler: SamplerName;
  readonly samplingSteps: number;
  readonly spacing: Spacing;
  /** Start from an image noised to this time step (0…T−1) instead of from the top of the grid. */
  readonly startTimestep?: number;
}

export interface PlanSettings extends LevelSettings, SamplerOptions {}

function checkStart(start: number, timesteps: number): void {
  if (start >= 0 && start <= timesteps - 1) return;
  throw new LabError(
    'bad-setting',
    `startTimestep is ${start}, expected a number from 0 to ${timesteps - 1}.`,
  );
}

/** @throws LabError `bad-setting` where the sampler cannot walk down the process's levels. */
export function checkSampler(settings: ProcessSettings & { readonly sampler: SamplerName }): void {
  const { sampler } = settings;
  const process = processOf(settings);
  if (samplersOf(process).includes(sampler)) return;
  const sentence = process.timed
    ? `The sampler ${sampler} is for models that are told no time: choose another one, ${process.sampler} for example.`
    : `A model of the process ${process.name} knows no noise levels, which the sampler ${sampler} walks down: choose the sampler ${process.sampler}.`;
  throw new LabError('bad-setting', sentence, {
    reason: { name: process.timed ? 'sampler-for-corrupt' : 'sampler-for-gaussian', values: { sampler } },
  });
}

/** The samplers that go with a process. */
export const samplersOf = ({ name }: Process): SamplerName[] =>
  (Object.keys(samplers) as SamplerName[]).filter((sampler) =>
    samplers[sampler].processes.some((own) => own === name),
  );

/** The levels of the sampler's own grid, the noisiest first. */
function gridLevels(settings: LevelSettings, process: Process, tables: Tables): readonly Level[] {
  const { sampler, samplingSteps: count, spacing } = settings;
  const { timesteps } = tables;
  checkSamplingSteps({ samplingSteps: count, timesteps });
  const { levels, karras }: Sampler = samplers[sampler];
  if (levels) return levels(timesteps, count);
  if (!isGrid(spacing)) {
    if (!karras)
      throw new LabError('bad-setting', `spacing is ${spacing}, which the sampler ${sampler} has not.`);
    return karrasLevels({ process, tables, count, rounded: karras === 'rounded' });
  }
  const steps = inferenceTimesteps({ sampler, samplingSteps: count, spacing, timesteps });
  return steps.map((timestep) => process.levelAt(tables, timestep));
}

/**
 * The levels that a sampler walks down, the noisiest first, with `startTimestep` from there on.
 * @throws LabError `bad-setting` for more sampling steps than time steps, or a start outside the tables.
 */
export function samplerLevels(settings: LevelSettings, tables: Tables): readonly Level[] {
  const { startTimestep } = settings;
  const process = processOf(settings);
  const all = gridLevels(settings, process, tables);
  if (startTimestep === undefined) return all;
  checkStart(startTimestep, tables.timesteps);
  return [process.levelAt(tables, startTimestep), ...all.filter(({ timestep }) => timestep < startTimestep)];
}

/** How x̂₀ is clipped on the way: as the settings say, where the sampler clips at all. */
export function clipOf({ sampler, clipSample }: { sampler: SamplerName; clipSample: ClipMode }): ClipMode {
  const { uses }: Sampler = samplers[sampler];
  return uses.includes('clipSample') ? clipSample : 'none';
}

function checkPrediction(stages: readonly SamplerStage[], { predictionType }: ProcessSettings): void {
  if (predictionType === 'epsilon' && stages.some(({ signal }) => signal < leastSignal)) {
    throw new LabError(
      'bad-setting',
      'predictionType is epsilon, but where the sampler starts nothing is left of the image to find by taking noise ' +
        'away (√ᾱ = 0): predict sample or v_prediction, or switch rescaleZeroSnr off.',
      { reason: { name: 'no-signal-left', values: {} } },
    );
  }
}

/**
 * The reverse process starts from standard normal noise times this (diffusers' `init_noise_sigma`): 1, but for
 * rectified flow on a grid that starts below t = 1.
 */
export const initNoiseSigma = ([first]: readonly SamplerStage[]): number =>
  first ? Math.hypot(first.signal, first.noise) : 1;

/**
 * The whole reverse process as stages: x starts as the process's noise times `initNoiseSigma` (with `startTimestep` as
 * signal·image + noise·ε of the first stage, the image in the process's range), and after the last stage it is the
 * sample.
 * @throws LabError `bad-setting` for a sampler of another process, more sampling steps than time steps, a start outside
 * the tables, or an ε-prediction where the image has vanished.
 */
export function planSampler(settings: PlanSettings, tables: Tables): readonly SamplerStage[] {
  const { sampler } = settings;
  checkSampler(settings);
  const process = processOf(settings);
  const { plan, startsFromNoise } = samplers[sampler];
  const levels = [...samplerLevels(settings, tables), clean];
  const stages = plan(startsFromNoise ? levels : liftStart(levels), settings);
  checkPrediction(stages, settings);
  return process
    .inOwnCoordinates(stages)
    .map((stage) => ({ ...stage, timestep: toldTime(process, stage.timestep) }));
}
