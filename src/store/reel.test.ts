import { describe, expect, it } from 'vitest';
import { frameTimesteps } from '../diffusion/samplers/frames';
import { planSampler } from '../diffusion/samplers/index';
import { makeTables } from '../diffusion/process/tables';
import { fields, defaultConfig } from '../lab/fields';
import { applyPreset } from '../lab/presets';
import { processFor } from '../test/samplerContract';
import { normalise } from './reconcile';
import { frameAt } from './reel';

/** The frames that the ruler can reach, by their numbers. */
function reachable(config: typeof defaultConfig): number[] {
  const { timesteps } = config;
  const film = frameTimesteps(planSampler(config, makeTables(config)));
  const frames = film.map((timestep) => ({ timestep }));
  const places = Array.from({ length: timesteps + 1 }, (_, t) => frameAt(frames, timesteps, t / timesteps));
  return [...new Set(places)].toSorted((a, b) => a - b);
}

describe('the ruler', () => {
  it.each(fields.sampler.choices)('reaches every frame of %s', (sampler) => {
    const config = normalise({ ...defaultConfig, process: processFor(sampler), sampler, samplingSteps: 30 });
    const frames = planSampler(config, makeTables(config)).filter(({ endsStep }) => endsStep).length + 1;
    expect(reachable(config)).toEqual(Array.from({ length: frames }, (_, i) => i));
  });

  it('reaches the 41 frames of the tutorials’ 40 steps', () => {
    expect(reachable(applyPreset('t2-basic-unet'))).toEqual(Array.from({ length: 41 }, (_, i) => i));
  });
});
