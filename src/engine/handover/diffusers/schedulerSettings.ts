// A scheduler's configuration of diffusers as settings of ours, refused by the name of what is not here. What only says
// how to draw is taken over where it is known.
import { gridSpacings } from '../../../diffusion/samplers/grids';
import { predictions } from '../../../diffusion/objective/predict';
import { variances, type VarianceName } from '../../../diffusion/samplers/variances';
import type { LabConfig } from '../../../lab/fields';
import { refuseOption } from './refusals';
import { isStock } from './scheduler';

type Options = Readonly<Record<string, unknown>>;
type Settings = Partial<Record<keyof LabConfig, unknown>>;

/** Their names of the variance: the logarithm is another way to compute the same. */
const varianceNames: Readonly<Record<string, VarianceName>> = {
  fixed_small: 'fixed_small',
  fixed_small_log: 'fixed_small',
  fixed_large: 'fixed_large',
  fixed_large_log: 'fixed_large',
  learned_range: 'learned_range',
};

/** @param file of any scheduler along a chain of β */
function chainSettings(file: Options, learnsVariance: boolean): Settings {
  const options: Options = {
    num_train_timesteps: 1000,
    beta_start: 1e-4,
    beta_end: 0.02,
    beta_schedule: 'linear',
    prediction_type: 'epsilon',
    variance_type: learnsVariance ? 'learned_range' : 'fixed_small',
    timestep_spacing: 'leading',
    clip_sample: true,
    ...file,
  };
  const refuse = (name: string) => refuseOption(name, options[name]);
  if (options['trained_betas']) throw refuse('trained_betas');
  const schedule = String(options['beta_schedule']);
  if (!isStock(schedule)) throw refuse('beta_schedule');
  if (!(String(options['prediction_type']) in predictions)) throw refuse('prediction_type');
  const variance = varianceNames[String(options['variance_type'])];
  if (variance === undefined || variances[variance].learned !== learnsVariance) throw refuse('variance_type');
  const isUnit = Number(options['clip_sample_range'] ?? 1) === 1;
  const spacing = gridSpacings.find((name) => name === options['timestep_spacing']);
  return {
    process: 'ddpm',
    schedule,
    timesteps: options['num_train_timesteps'],
    betaStart: options['beta_start'],
    betaEnd: options['beta_end'],
    rescaleZeroSnr: Boolean(options['rescale_betas_zero_snr']),
    predictionType: options['prediction_type'],
    variance,
    clipSample: options['thresholding'] ? 'dynamic' : options['clip_sample'] && isUnit ? 'unit' : 'none',
    ...(spacing && { spacing }),
  };
}

const flowSettings = (file: Options): Settings => ({
  process: 'ddpm',
  timesteps: file['num_train_timesteps'] ?? 1000,
  predictionType: 'flow',
});

/**
 * Values still to be checked by the table of settings.
 * @throws LabError `bad-checkpoint` naming the first option that has no counterpart here.
 */
export function schedulerSettings(file: Options, { learnsVariance }: { learnsVariance: boolean }): Settings {
  const name = String(file['_class_name']);
  if (name.startsWith('FlowMatch')) return flowSettings(file);
  if ('beta_schedule' in file) return chainSettings(file, learnsVariance);
  throw refuseOption('_class_name', name);
}
