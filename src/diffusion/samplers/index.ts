// Every sampler by its name, and the way from settings to the list of stages that the engine carries out.
import { LabError } from '../../lab/errors';
import type { LabConfig } from '../../lab/fields';
import { clean, leastSignal, levelAt, liftStart } from './levels';
import { inferenceTimesteps } from './timesteps';
import type { SamplerStage, Tables } from '../types';
import { ddim } from './ddim';
import { ddpm } from './ddpm';
import { dpm2s } from './dpm2s';
import { dpmpp2m } from './dpmpp2m';
import { euler } from './euler';
import { eulerAncestral } from './eulerAncestral';
import { flowEuler } from './flowEuler';
import { heun } from './heun';
import { mixing } from './mixing';
import type { Planner } from './plan';
import { plms } from './plms';

export type SamplerName = LabConfig['sampler'];

/** `exact`: starts from pure noise where the schedule does. The others divide by √ᾱ and need it above 0. */
interface Sampler {
  readonly plan: Planner;
  readonly exact: boolean;
}

/** All but `mixing`, which knows no noise levels. */
const samplers = {
  ddpm: { plan: ddpm, exact: true },
  ddim: { plan: ddim, exact: true },
  dpmpp_2m: { plan: dpmpp2m, exact: false },
  heun: { plan: heun, exact: false },
  dpm_2s: { plan: dpm2s, exact: false },
  euler: { plan: euler, exact: false },
  euler_ancestral: { plan: eulerAncestral, exact: false },
  plms: { plan: plms, exact: false },
  flow_euler: { plan: flowEuler, exact: true },
} as const satisfies Record<Exclude<SamplerName, 'mixing'>, Sampler>;

export interface PlanSettings extends Pick<
  LabConfig,
  'sampler' | 'samplingSteps' | 'spacing' | 'eta' | 'variance' | 'predictionType'
> {
  /** Start from an image noised to this time step (0…T−1) instead of from the top of the grid. */
  readonly startTimestep?: number;
  /** DDIM only; false when left out. */
  readonly useClippedModelOutput?: boolean;
  /** DDPM only: noise after the last prediction too, as in T4's loop; false when left out. */
  readonly lastNoise?: boolean;
}

function checkStart(start: number, timesteps: number): void {
  if (start >= 0 && start <= timesteps - 1) return;
  throw new LabError(
    'bad-setting',
    `startTimestep is ${start}, expected a number from 0 to ${timesteps - 1}.`,
  );
}

/** The grid from `start` down: `start` itself, then all the time steps of the grid below it. */
const gridFrom = (grid: readonly number[], start: number | undefined): readonly number[] =>
  start === undefined ? grid : [start, ...grid.filter((timestep) => timestep < start)];

/**
 * From variance preserving coordinates to those of rectified flow, where x = (1−t)·x₀ + t·ε is 1/(signal + noise)
 * times as long.
 */
function inFlowCoordinates(stages: readonly SamplerStage[]): SamplerStage[] {
  const lengthAt = (stage: SamplerStage | undefined): number =>
    stage ? 1 / (stage.signal + stage.noise) : 1;
  let start: SamplerStage | undefined;
  return stages.map((stage, index) => {
    start ??= stage;
    const [here, there, first] = [lengthAt(stage), lengthAt(stages[index + 1]), lengthAt(start)];
    if (stage.endsStep) start = undefined;
    const next = Object.fromEntries(
      Object.entries(stage.next).map(([register, factor]) => [
        register,
        (factor * there) / (register === 'x' ? here : register === 'xStart' ? first : 1),
      ]),
    );
    return { ...stage, next, signal: stage.signal * here, noise: stage.noise * here };
  });
}

function checkPrediction(stages: readonly SamplerStage[], predictionType: LabConfig['predictionType']): void {
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
 * The whole reverse process as stages: x starts as standard normal noise times `initNoiseSigma` (for `mixing` as
 * uniform noise in 0…1; with `startTimestep` as signal·image + noise·ε of the first stage, the image of `mixing` in
 * 0…1 too), and after the last stage it is the sample.
 * @throws LabError `bad-setting` for more sampling steps than time steps, a start outside the tables, or an
 * ε-prediction where the image has vanished.
 */
export function planSampler(settings: PlanSettings, tables: Tables): SamplerStage[] {
  const { sampler, samplingSteps, spacing, predictionType, startTimestep } = settings;
  const { timesteps } = tables;
  if (startTimestep !== undefined) checkStart(startTimestep, timesteps);
  const grid = inferenceTimesteps({ sampler, samplingSteps, spacing, timesteps });
  if (sampler === 'mixing') {
    const stages = mixing({ samplingSteps, timesteps, startTimestep });
    checkPrediction(stages, predictionType);
    return stages;
  }
  const { plan, exact } = samplers[sampler];
  const levels = [...gridFrom(grid, startTimestep).map((timestep) => levelAt(tables, timestep)), clean];
  const stages = plan(exact ? levels : liftStart(levels), {
    eta: settings.eta,
    variance: settings.variance,
    useClippedModelOutput: settings.useClippedModelOutput ?? false,
    lastNoise: settings.lastNoise ?? false,
  });
  checkPrediction(stages, predictionType);
  return tables.process === 'flow' ? inFlowCoordinates(stages) : stages;
}
