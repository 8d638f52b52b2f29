import { describe, expect, it } from 'vitest';
import { defaultConfig, type LabConfig } from '../../../lab/fields';
import { applyPreset, formerRecipe } from '../../../lab/presets';
import type { LayerOutline } from '../../../lab/reports';
import { estimateTraining, isSlow, smallSteps } from './estimate';

const layer = (multiplyAdds: number): LayerOutline => ({
  kind: 'convolution',
  name: '',
  size: 28,
  channels: 16,
  parameters: 1,
  multiplyAdds,
});
const opening = [layer(8e6), layer(4e6)];
const stepMs = 5000;
const estimate = (config: LabConfig, layers = opening) => estimateTraining({ config, layers, stepMs });

describe('the estimate of a training', () => {
  it('is 300 steps for the digits of the opening recipe, and 400 eighths in the small steps of the former', () => {
    expect(estimate(defaultConfig)).toEqual({ seconds: 1500, isTried: true });
    expect(estimate({ ...defaultConfig, ...formerRecipe, dataset: 'strokes', batchSize: 8 })).toEqual({
      seconds: 250,
      isTried: true,
    });
    expect(estimate({ ...defaultConfig, accumulation: 2 })).toEqual({ seconds: 3000, isTried: true });
  });

  it('claims no digits where that has not been tried, and says how long the whole takes', () => {
    const untried: readonly Partial<LabConfig>[] = [
      { dataset: 'own' },
      { dataset: 'cifar10' },
      { predictionType: 'epsilon' },
      { process: 'corrupt' },
      { learningRate: 1e-5 },
      { batchSize: 4 },
      { steps: 100 },
      { timesteps: 20 },
    ];
    for (const changes of untried) {
      const config = { ...defaultConfig, ...changes };
      const steps = Math.max(0.125, config.batchSize / 64) * config.steps;
      expect(estimate(config), JSON.stringify(changes)).toEqual({ seconds: 5 * steps, isTried: false });
    }
    for (const preset of [
      'textbook',
      't0-unet2d',
      't1-ddpm',
      't2-basic-unet',
      't3-denoising-diffusion',
      't4-cifar10',
    ] as const) {
      expect(estimate(applyPreset(preset))?.isTried, preset).toBe(false);
    }
  });

  it('grows with the network, and is none without one', () => {
    // UNet2DModel of T0: 1,407 steps of 128 pictures, here at ten times the multiply-adds.
    expect(estimate(applyPreset('t0-unet2d'), [layer(120e6)])?.seconds).toBe(1407 * 2 * 10 * 5);
    expect(estimate(defaultConfig, [])).toBeNull();
  });
});

describe('the way for a slow computer', () => {
  it('is offered where the opening recipe takes minutes, until it is taken', () => {
    expect(isSlow(5, defaultConfig)).toBe(false);
    expect(isSlow(stepMs, defaultConfig)).toBe(true);
    expect(isSlow(stepMs, smallSteps(defaultConfig, undefined))).toBe(false);
  });

  it('leads to digits in a time that is known, from wherever one stands', () => {
    for (const preset of ['recipe', 't0-unet2d', 't3-denoising-diffusion', 't4-cifar10'] as const) {
      const small = smallSteps(
        { ...applyPreset(preset), time: 0.7 },
        preset === 'recipe' ? 'mnist' : undefined,
      );
      expect(small).toMatchObject({
        dataset: preset === 'recipe' ? 'mnist' : 'strokes',
        batchSize: 8,
        time: 0.7,
      });
      expect(estimate(small)).toEqual({ seconds: 250, isTried: true });
    }
  });
});
