// Settings that only make sense together: what else changes when the visitor changes one of them.
import type { LabConfig } from '../lab/fields';

/** Completes a change so that the whole stays usable; the visitor's own choice always wins. */
export function reconcile(before: LabConfig, changes: Partial<LabConfig>): Partial<LabConfig> {
  const next = { ...before, ...changes };
  const also: { -readonly [K in keyof LabConfig]?: LabConfig[K] } = {};

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
  return { ...also, ...changes };
}
