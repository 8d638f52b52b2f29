// Settings that only make sense together: what else changes when the visitor changes one of them.
import { fields, type LabConfig } from '../lab/fields';

type Changes = { -readonly [K in keyof LabConfig]?: LabConfig[K] };

/** What goes with a change, unless the visitor chooses otherwise in the same breath. */
function suggest(before: LabConfig, changes: Partial<LabConfig>): Changes {
  const next = { ...before, ...changes };
  const also: Changes = {};
  if (changes.predictionType === 'flow' && before.predictionType !== 'flow') also.sampler = 'flow_euler';
  if (changes.predictionType && changes.predictionType !== 'flow' && next.sampler === 'flow_euler') {
    also.sampler = 'ddim';
  }
  if (next.betaStart > next.betaEnd) {
    if (changes.betaStart === undefined) also.betaStart = next.betaEnd;
    else if (changes.betaEnd === undefined) also.betaEnd = next.betaStart;
  }
  if (next.samplingSteps > next.timesteps) {
    // Whichever of the two was moved stands; the other follows.
    if (changes.samplingSteps !== undefined) also.timesteps = next.samplingSteps;
    else also.samplingSteps = next.timesteps;
  }
  return also;
}

/** `corrupt` has a sampler of its own, and its model predicts the image, whatever else was chosen. */
function fitSampler({ process, sampler, predictionType }: LabConfig): Changes {
  if (process === 'corrupt') {
    const fits = sampler === 'mixing' && predictionType === 'sample';
    return fits ? {} : { sampler: 'mixing', predictionType: 'sample' };
  }
  if (sampler !== 'mixing') return {};
  return { sampler: predictionType === 'flow' ? 'flow_euler' : 'ddim' };
}

/** As many entries as asked for: the last is repeated, or what is too much falls off the end. */
const resize = <T>(list: readonly T[], count: number): readonly T[] =>
  Array.from({ length: count }, (_, i) => list[Math.min(i, list.length - 1)]).filter((x) => x !== undefined);

/**
 * UNet2D has one entry a level in each of its three lists; the list that was changed says how many. What is added or
 * falls off is coarse: the way up begins where the way down ends.
 */
function fitLevels(config: LabConfig, changes: Partial<LabConfig>): Changes {
  const { blockOutChannels, downBlockTypes, upBlockTypes } = config;
  const lists = [blockOutChannels, downBlockTypes, upBlockTypes];
  if (lists.every(({ length }) => length === blockOutChannels.length)) return {};
  const changed = changes.blockOutChannels ?? changes.downBlockTypes ?? changes.upBlockTypes;
  const count = Math.min((changed ?? blockOutChannels).length, fields.blockOutChannels.maxLength);
  return {
    blockOutChannels: resize(blockOutChannels, count),
    downBlockTypes: resize(downBlockTypes, count),
    upBlockTypes: resize(upBlockTypes.toReversed(), count).toReversed(),
  };
}

/** Completes a change so that the whole stays usable; the visitor's own choice wins wherever it can be used. */
export function reconcile(before: LabConfig, changes: Partial<LabConfig>): Partial<LabConfig> {
  const wanted = { ...suggest(before, changes), ...changes };
  const next = { ...before, ...wanted };
  return { ...wanted, ...fitSampler(next), ...fitLevels(next, changes) };
}

/** A configuration from elsewhere (a link, a checkpoint) as the controls can show it: the same where it is usable. */
export const normalise = (config: LabConfig): LabConfig => ({ ...config, ...reconcile(config, {}) });
