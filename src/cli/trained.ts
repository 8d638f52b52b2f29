// A checkpoint carries its settings: they are the defaults of whatever opens it, and what its weights were trained for
// cannot be had otherwise.
import { processOf } from '../diffusion/process/index';
import { makeTables } from '../diffusion/process/tables';
import { planSampler } from '../diffusion/samplers/index';
import { changedKeys, changeOf } from '../lab/changes';
import { LabError } from '../lab/errors';
import type { Change } from '../lab/field';
import type { FieldKey, LabConfig } from '../lab/fields';
import { offered } from '../lab/relevance';
import type { Parsed } from './options';

/** What a checkpoint is opened for: samples can also be drawn with a noise that the weights never saw. */
export type Purpose = 'training' | 'sampling';

const follows = (key: FieldKey, change: Change, purpose: Purpose): boolean => {
  // Samples may start from an image of any data set; a learned variance is a part of the network.
  if (purpose === 'sampling' && key === 'dataset') return true;
  if (key === 'variance') return change !== 'keeps';
  return change !== 'retrain' && (change !== 'schedule' || purpose === 'sampling');
};

/** Settings that were not asked for give way where nothing can be drawn with them. */
export function withinReach(config: LabConfig, asked: Parsed['asked']): LabConfig {
  const { sampler, samplingSteps, timesteps } = config;
  const process = processOf(config);
  const isOffered = offered('sampler', config).includes(sampler) || asked.has('sampler');
  const isFew = samplingSteps <= timesteps || asked.has('samplingSteps');
  return {
    ...config,
    sampler: isOffered ? sampler : process.sampler,
    samplingSteps: isFew ? samplingSteps : timesteps,
  };
}

/** @throws LabError `bad-setting` for settings whose model nothing could be drawn from: hours would be lost. */
export function demandSamples(config: LabConfig, asked: Parsed['asked']): void {
  planSampler(withinReach(config, asked), makeTables(config));
}

/**
 * The settings of a checkpoint, and over them what was asked for.
 * @throws LabError `bad-setting` naming the first option that the weights cannot follow.
 */
export function openedConfig(
  trained: LabConfig,
  { changes, asked }: Pick<Parsed, 'changes' | 'asked'>,
  purpose: Purpose,
): LabConfig {
  const config = { ...trained, ...changes };
  const key = changedKeys(trained, config).find(
    (name) => !follows(name, changeOf(name, trained, config), purpose),
  );
  if (!key) return purpose === 'sampling' ? withinReach(config, asked) : config;
  const option = asked.get(key) ?? key;
  const what = option.startsWith('--preset') ? `${option} sets ${key} to` : `${option} is`;
  throw new LabError(
    'bad-setting',
    `${what} ${String(config[key])}, but the checkpoint was trained with ${String(trained[key])}, and its weights know nothing else: leave the option out, or train another model with it.`,
  );
}
