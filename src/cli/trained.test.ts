import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeSafetensors } from '../engine/checkpoint/safetensors';
import { defaultConfig, type LabConfig } from '../lab/fields';
import { exportCommand } from './export';
import { parseOptions } from './options';
import { sampleCommand } from './sample';
import { readOrder } from './train';
import { openedConfig } from './trained';

let folder = '';
const at = (name: string): string => path.join(folder, name);

/** A checkpoint that says what it was trained with, and holds no weights. */
function checkpoint(settings: Partial<LabConfig>): string {
  const metadata = {
    config: JSON.stringify({ ...defaultConfig, ...settings }),
    image: JSON.stringify({ height: 28, width: 28, channels: 1, classes: 10 }),
    step: '3',
  };
  writeFileSync(at('model.safetensors'), new Uint8Array(writeSafetensors({ tensors: new Map(), metadata })));
  return at('model.safetensors');
}

beforeEach(() => void (folder = mkdtempSync(path.join(tmpdir(), 'trained-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const unusual = {
  predictionType: 'epsilon',
  schedule: 'linear',
  timesteps: 200,
  model: 'playground',
  width: 8,
  batchSize: 3,
  steps: 3,
} as const;

describe('training', () => {
  const order = (...options: string[]) => readOrder(['--out', at('next.safetensors'), ...options]);

  it('is refused before the work where nothing could be drawn from the model', async () => {
    await expect(order('--prediction-type', 'epsilon', '--rescale-zero-snr', 'true')).rejects.toMatchObject({
      code: 'bad-setting',
      reason: { name: 'no-signal-left' },
    });
  });

  it('does not mind what is set for drawing', async () => {
    expect((await order('--timesteps', '20')).config.timesteps).toBe(20);
    expect((await order('--process', 'corrupt')).config.process).toBe('corrupt');
  });
});

describe('training on', () => {
  const order = (...options: string[]) =>
    readOrder(['--checkpoint', checkpoint(unusual), '--out', at('next.safetensors'), ...options]);

  it('starts from the settings of the checkpoint', async () => {
    expect((await order('--width', '8')).config).toEqual({ ...defaultConfig, ...unusual });
  });

  it('takes what may change from the options', async () => {
    const { config } = await order('--steps', '9', '--learning-rate', '0.01', '--batch', '5');
    expect(config).toEqual({ ...defaultConfig, ...unusual, steps: 9, learningRate: 0.01, batchSize: 5 });
  });

  it.each([
    ['--width', '16', '8'],
    ['--prediction-type', 'sample', 'epsilon'],
    ['--type', 'squaredcos_cap_v2', 'linear'],
    ['--timesteps', '1000', '200'],
    ['--model', 'basic-unet', 'playground'],
    ['--dataset', 'strokes', 'mnist'],
    ['--class-conditional', 'false', 'true'],
    ['--variance', 'learned_range', 'fixed_small'],
  ])('refuses %s %s by its name', async (option, value, trained) => {
    await expect(order(option, value)).rejects.toMatchObject({
      code: 'bad-setting',
      message: expect.stringContaining(
        `${option} is ${value}, but the checkpoint was trained with ${trained}`,
      ),
    });
  });

  it('refuses a preset for what it sets', async () => {
    await expect(order('--preset', 't2-basic-unet')).rejects.toThrow(
      '--preset t2-basic-unet sets process to corrupt, but the checkpoint was trained with ddpm',
    );
  });
});

describe('drawing from a checkpoint', () => {
  const opened = (settings: Partial<LabConfig>, ...options: string[]) =>
    openedConfig({ ...defaultConfig, samplingSteps: 50, ...settings }, parseOptions(options, {}), 'sampling');

  it('takes the sampler and the steps that the model allows, where nothing else was asked for', () => {
    expect(opened({ timesteps: 20 }).samplingSteps).toBe(20);
    expect(opened({}, '--timesteps', '30').samplingSteps).toBe(30);
    expect(opened({ timesteps: 20 }, '--sampling-steps', '40').samplingSteps).toBe(40);
    expect(opened({ process: 'corrupt' }).sampler).toBe('mixing');
    expect(opened({ process: 'corrupt' }, '--sampler', 'ddpm').sampler).toBe('ddpm');
  });
});

describe.each([
  ['sample', sampleCommand, 'x.png'],
  ['export', exportCommand, 'x.bin'],
] as const)('lab %s', (_, command, out) => {
  const run = (settings: Partial<LabConfig>, ...options: string[]) =>
    command.run(['--checkpoint', checkpoint(settings), '--out', at(out), ...options]);

  it('refuses a learned variance that the weights do not have', async () => {
    await expect(run({}, '--variance', 'learned_range')).rejects.toThrow(/^--variance is learned_range, but/);
    await expect(run({ variance: 'learned_range' }, '--variance', 'fixed_small')).rejects.toThrow(
      /^--variance is fixed_small, but/,
    );
  });

  it('may draw with another schedule, and gets as far as the weights', async () => {
    const options = ['--schedule', 'linear', '--timesteps', '100', '--variance', 'fixed_large'];
    await expect(run({}, ...options)).rejects.toMatchObject({
      code: 'bad-checkpoint',
      message: expect.stringContaining('The checkpoint lacks tensor'),
    });
  });
});
