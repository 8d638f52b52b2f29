// Settings that only make sense together: what else changes when the visitor changes one of them.
import { fields, type LabConfig } from '../lab/fields';

type Changes = { -readonly [K in keyof LabConfig]?: LabConfig[K] };

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

/** Completes a change so that the whole stays usable; the visitor's own choice always wins. */
export function reconcile(before: LabConfig, changes: Partial<LabConfig>): Partial<LabConfig> {
  const next = { ...before, ...changes };
  const also: Changes = {};

  if (changes.process === 'corrupt' && before.process !== 'corrupt') {
    also.sampler = 'mixing';
    also.predictionType = 'sample';
  }
  if (changes.process === 'ddpm' && before.process === 'corrupt' && next.sampler === 'mixing')
    also.sampler = 'ddim';
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
  return { ...also, ...changes, ...fitLevels(next, changes) };
}
