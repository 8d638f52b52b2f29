import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../../lab/config';
import type { LabConfig } from '../../../lab/fields';
import { modelFile } from '../../../test/modelFile';
import { parseSafetensors } from '../../checkpoint/safetensors';
import golden from '../golden/configs.json';
import { handOver } from '../exchange';
import { diffusersFolder } from './folder';
import { schedulerOf } from './scheduler';
import { trainedModel } from '../trained';
import { unpackZip } from '../zip';

const unzipped = async (settings: Partial<LabConfig> = {}): Promise<Map<string, Uint8Array>> =>
  unpackZip(new Uint8Array(await handOver(modelFile(settings), 'diffusers')), () => true);

const text = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);

describe('configurations are what diffusers writes', () => {
  test.each(golden.unets)(
    'a network of $settings.blockOutChannels channels',
    ({ settings, image, config }) => {
      const file = modelFile(settings as Partial<LabConfig>, image);
      const folder = diffusersFolder(trainedModel(file));
      expect(JSON.parse(folder.get('unet/config.json') as string)).toEqual(config);
    },
  );

  test.each(golden.schedulers)('a process of $settings', ({ settings, config }) => {
    const folder = diffusersFolder(trainedModel(modelFile(settings as Partial<LabConfig>)));
    expect(JSON.parse(folder.get('scheduler/scheduler_config.json') as string)).toEqual(config);
  });

  test('an own curve goes as its β', () => {
    const scheduler = schedulerOf(parseConfig({ schedule: 'own' }));
    expect(scheduler['trained_betas']).toHaveLength(1000);
  });
});

test('the archive is the folder of a pipeline, with the averaged weights under the names of the network', async () => {
  const files = await unzipped();
  expect([...files.keys()].toSorted()).toEqual([
    'README.md',
    'diffusion_lab.json',
    'model_index.json',
    'sample.py',
    'scheduler/scheduler_config.json',
    'train.py',
    'unet/config.json',
    'unet/diffusion_pytorch_model.safetensors',
  ]);
  expect(JSON.parse(text(files.get('model_index.json')))).toEqual({
    _class_name: 'DDPMPipeline',
    _diffusers_version: '0.42.1',
    scheduler: ['diffusers', 'DDPMScheduler'],
    unet: ['diffusers', 'UNet2DModel'],
  });
  const weights = files.get('unet/diffusion_pytorch_model.safetensors') ?? new Uint8Array();
  const { tensors } = parseSafetensors(weights.slice().buffer);
  const all = parseSafetensors(modelFile()).tensors;
  const averaged = [...all].filter(([name]) => name.startsWith('ema.'));
  expect(tensors).toEqual(new Map(averaged.map(([name, x]) => [name.slice('ema.'.length), x])));
});

test('the same model gives the same bytes', async () => {
  expect(await handOver(modelFile(), 'diffusers')).toEqual(await handOver(modelFile(), 'diffusers'));
});

test('the card has what the Hub reads, and a call that fits the model', async () => {
  const conditional = text((await unzipped({ dataset: 'mnist' })).get('README.md'));
  expect(conditional).toMatch(
    /^---\nlicense: cc-by-sa-3.0\nlibrary_name: diffusers\npipeline_tag: unconditional/,
  );
  expect(conditional).toContain('datasets:\n- ylecun/mnist\n');
  expect(conditional).toContain('python sample.py --class 3 --guidance 1.25');
  const free = text((await unzipped({ classConditional: false })).get('README.md'));
  expect(free).toContain('DDPMPipeline.from_pretrained(".")');
});

describe('what diffusers cannot hold is refused by name', () => {
  test.each([
    [
      { model: 'playground' },
      /model is playground/,
      { name: 'no-counterpart', values: { model: 'playground' } },
    ],
    [
      { process: 'corrupt', predictionType: 'sample', sampler: 'mixing' },
      /process is corrupt/,
      { name: 'no-scheduler', values: {} },
    ],
  ] as const)('%o', async (settings, sentence, reason) => {
    await expect(handOver(modelFile(settings), 'diffusers')).rejects.toThrow(
      expect.objectContaining({
        code: 'bad-setting',
        message: expect.stringMatching(sentence) as string,
        reason,
      }),
    );
  });
});
