import { describe, expect, it } from 'vitest';
import { defaultConfig as ours, type LabConfig } from '../lab/fields';
import { applyPreset } from '../lab/presets';

import { applyChanges, normalise, reconcile, type Settled } from './reconcile';

/** More sampling steps than few time steps allow, and T0's levels, which differ among themselves. */
const { blockOutChannels, downBlockTypes, upBlockTypes } = applyPreset('t0-unet2d');
const defaultConfig = { ...ours, samplingSteps: 50, blockOutChannels, downBlockTypes, upBlockTypes };

describe('reconcile', () => {
  it('takes the sampler along with the process and back', () => {
    const changes = reconcile(defaultConfig, { process: 'corrupt' });
    expect(changes).toEqual({ process: 'corrupt', sampler: 'mixing' });
    const epsilon = { ...defaultConfig, predictionType: 'epsilon' } as const;
    expect(reconcile(epsilon, { process: 'corrupt' }).predictionType).toBe('sample');
    expect(reconcile({ ...defaultConfig, ...changes }, { process: 'ddpm' }).sampler).toBe('ddim');
  });

  it('takes the sampler along with rectified flow and back', () => {
    const changes = reconcile(defaultConfig, { predictionType: 'flow' });
    expect(changes.sampler).toBe('flow_euler');
    expect(reconcile({ ...defaultConfig, ...changes }, { predictionType: 'epsilon' }).sampler).toBe('ddim');
  });

  it('lets the number moved stand and the other follow', () => {
    expect(reconcile(defaultConfig, { timesteps: 20 })).toEqual({ timesteps: 20, samplingSteps: 20 });
    expect(reconcile(defaultConfig, { samplingSteps: 1500 })).toEqual({
      samplingSteps: 1500,
      timesteps: 1500,
    });
  });

  it('keeps β start at or below β end', () => {
    expect(reconcile(defaultConfig, { betaStart: 0.1 })).toEqual({ betaStart: 0.1, betaEnd: 0.1 });
    expect(reconcile(defaultConfig, { betaEnd: 1e-5 })).toEqual({ betaStart: 1e-5, betaEnd: 1e-5 });
  });

  it('keeps an explicit choice of the visitor', () => {
    expect(reconcile(defaultConfig, { predictionType: 'flow', sampler: 'heun' }).sampler).toBe('heun');
  });

  it('keeps nothing that the process cannot use', () => {
    const corrupt = { ...defaultConfig, ...reconcile(defaultConfig, { process: 'corrupt' }) };
    expect(reconcile(defaultConfig, { process: 'corrupt', sampler: 'ddpm' }).sampler).toBe('mixing');
    expect(reconcile(corrupt, { predictionType: 'flow' }).predictionType).toBe('sample');
    expect(reconcile(defaultConfig, { sampler: 'mixing' }).sampler).toBe('ddim');
    expect(reconcile(corrupt, { process: 'ddpm', predictionType: 'flow' }).sampler).toBe('flow_euler');
  });

  it('leaves everything else alone', () => {
    expect(reconcile(defaultConfig, { betaEnd: 0.03 })).toEqual({ betaEnd: 0.03 });
  });
});

describe('what gave way', () => {
  const start = { config: defaultConfig, gaveWay: {} };
  const after = (...changes: readonly Partial<LabConfig>[]): LabConfig =>
    changes.reduce((settled: Settled, change) => applyChanges(settled, change), start).config;

  it('comes back when the cause has gone, whatever happened between', () => {
    expect(after({ timesteps: 20 }).samplingSteps).toBe(20);
    expect(after({ timesteps: 20 }, { learningRate: 0.01 }, { timesteps: 30 }).samplingSteps).toBe(30);
    expect(after({ timesteps: 20 }, { learningRate: 0.01 }, { timesteps: 500 }).samplingSteps).toBe(50);
    expect(after({ timesteps: 2 }, { timesteps: 20 }, { timesteps: 200 })).toEqual({
      ...defaultConfig,
      timesteps: 200,
    });
  });

  it('goes on giving way to what it gave way to', () => {
    expect(after({ samplingSteps: 1500 }, { learningRate: 0.01 })).toMatchObject({
      samplingSteps: 1500,
      timesteps: 1500,
    });
    expect(after({ samplingSteps: 1500 }, { samplingSteps: 60 }).timesteps).toBe(1000);
    expect(after({ betaStart: 0.1 }, { learningRate: 0.01 })).toMatchObject({ betaStart: 0.1, betaEnd: 0.1 });
    expect(after({ betaStart: 0.1 }, { betaStart: 0.001 }).betaEnd).toBe(0.02);
  });

  it('is the last choice: a new one is not taken back', () => {
    expect(after({ timesteps: 20 }, { samplingSteps: 7 }, { timesteps: 1000 }).samplingSteps).toBe(7);
  });

  it('is a sampler too, that the process could not use', () => {
    const there = [{ sampler: 'heun' }, { process: 'corrupt' }, { steps: 5 }] as const;
    expect(after(...there).sampler).toBe('mixing');
    expect(after(...there, { process: 'ddpm' }).sampler).toBe('heun');
  });

  it('is no suggestion that was followed', () => {
    const flow = after({ predictionType: 'flow' }, { learningRate: 0.01 });
    expect(flow.sampler).toBe('flow_euler');
    expect(after({ sampler: 'euler_ancestral' }, { steps: 5 }).eta).toBe(1);
    expect(after({ sampler: 'euler_ancestral' }, { eta: 0.3 }, { sampler: 'ddim' }).eta).toBe(0.3);
    expect(after({ sampler: 'euler_ancestral' }, { sampler: 'ddim' }).eta).toBe(0);
  });

  it('gives a model the width that it begins with, and takes it back', () => {
    expect(after({ model: 'annotated-unet' }).width).toBe(32);
    expect(after({ model: 'annotated-unet' }, { model: 'playground' }).width).toBe(16);
    expect(after({ width: 64 }, { model: 'annotated-unet' }).width).toBe(64);
  });

  it('are levels, which come back with the list that led', () => {
    expect(after({ blockOutChannels: [32] }, { steps: 5 }).downBlockTypes).toEqual(['DownBlock2D']);
    expect(after({ blockOutChannels: [32] }, { steps: 5 }, { blockOutChannels })).toMatchObject({
      downBlockTypes,
      upBlockTypes,
    });
    const four = [...downBlockTypes, 'AttnDownBlock2D'] as const;
    expect(after({ downBlockTypes: four }, { steps: 5 }).blockOutChannels).toEqual([32, 64, 64, 64]);
  });
});

describe('the three lists of UNet2D', () => {
  const [down, attnDown, up, attnUp] = [
    'DownBlock2D',
    'AttnDownBlock2D',
    'UpBlock2D',
    'AttnUpBlock2D',
  ] as const;
  const change = (changes: Partial<LabConfig>) => {
    const { blockOutChannels, downBlockTypes, upBlockTypes } = {
      ...defaultConfig,
      ...reconcile(defaultConfig, changes),
    };
    return [blockOutChannels, downBlockTypes, upBlockTypes];
  };

  it('grow at the coarse end with the channels', () => {
    expect(change({ blockOutChannels: [32, 64, 64, 128] })).toEqual([
      [32, 64, 64, 128],
      [down, attnDown, attnDown, attnDown],
      [attnUp, attnUp, attnUp, up],
    ]);
  });

  it('are cut at the coarse end with the channels', () => {
    expect(change({ blockOutChannels: [32, 64] })).toEqual([
      [32, 64],
      [down, attnDown],
      [attnUp, up],
    ]);
    expect(change({ blockOutChannels: [32] })).toEqual([[32], [down], [up]]);
  });

  it('follow the list that was changed', () => {
    expect(change({ downBlockTypes: [down, down, down, attnDown] })).toEqual([
      [32, 64, 64, 64],
      [down, down, down, attnDown],
      [attnUp, attnUp, attnUp, up],
    ]);
    expect(change({ upBlockTypes: [attnUp, up] })).toEqual([
      [32, 64],
      [down, attnDown],
      [attnUp, up],
    ]);
  });

  it('have no more levels than there may be channels', () => {
    const nine = Array.from({ length: 9 }, () => down);
    change({ downBlockTypes: nine }).forEach((list) => expect(list).toHaveLength(6));
  });

  it('stand as they are where they agree', () => {
    expect(reconcile(defaultConfig, { upBlockTypes: [up, up, up] })).toEqual({ upBlockTypes: [up, up, up] });
  });
});

describe('normalise', () => {
  it('changes nothing that can be used', () => {
    for (const config of [
      defaultConfig,
      applyPreset('t0-unet2d'),
      applyPreset('t4-cifar10'),
      { ...defaultConfig, predictionType: 'flow', sampler: 'heun' } as const,
      { ...defaultConfig, sampler: 'flow_euler' } as const,
    ]) {
      expect(normalise(config)).toEqual(config);
    }
  });

  it('makes usable what cannot be', () => {
    const corrupt = { ...defaultConfig, process: 'corrupt', predictionType: 'epsilon' } as const;
    expect(normalise(corrupt)).toEqual({ ...corrupt, sampler: 'mixing', predictionType: 'sample' });
    const channels = { ...defaultConfig, blockOutChannels: [32, 64] };
    expect(normalise(channels).downBlockTypes).toEqual(['DownBlock2D', 'AttnDownBlock2D']);
    expect(normalise({ ...defaultConfig, betaStart: 0.1 })).toMatchObject({ betaStart: 0.02, betaEnd: 0.02 });
  });
});
