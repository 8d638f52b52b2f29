import { describe, expect, test } from 'vitest';
import { defaultConfig, type LabConfig } from '../../../lab/fields';
import { digitShape, modelFile } from '../../../test/modelFile';
import { checkpointFacts } from '../../checkpoint/facts';
import { writeSafetensors } from '../../checkpoint/safetensors';
import golden from '../golden/configs.json';
import { handOver, openZip } from '../exchange';
import { trainedModel } from '../trained';
import { diffusersFolder } from './folder';
import { fromDiffusers, type FolderFiles } from './read';

type Settings = Partial<LabConfig>;

const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A folder as the lab writes it, without its own words: as anybody's. */
function foreignFolder(settings: Settings = {}, changes: Record<string, object | null> = {}): FolderFiles {
  const folder = new Map(diffusersFolder(trainedModel(modelFile(settings))));
  folder.delete('diffusion_lab.json');
  for (const [path, change] of Object.entries(changes)) {
    if (change === null) folder.delete(path);
    else {
      const before = JSON.parse(folder.get(path) as string) as object;
      folder.set(path, JSON.stringify({ ...before, ...change }));
    }
  }
  return new Map(
    [...folder].map(([path, content]) => [
      `some/where/${path}`,
      typeof content === 'string' ? encoded(content) : content,
    ]),
  );
}

const opened = (folder: FolderFiles, present = defaultConfig) => trainedModel(fromDiffusers(folder, present));

describe('what is exported comes back', () => {
  test.each<Settings>([
    {},
    { schedule: 'own', curve: [0.99, 0.5, 0.01], timesteps: 50 },
    { predictionType: 'flow', sampler: 'flow_euler', classConditional: false },
    { variance: 'learned_range', predictionType: 'epsilon', schedule: 'linear' },
  ])('with its settings: %o', async (settings) => {
    const file = modelFile(settings);
    const back = await openZip(await handOver(file, 'diffusers'), { ...defaultConfig, dataset: 'mnist' });
    expect(checkpointFacts(back)).toEqual(checkpointFacts(file));
    const [theirs, ours] = [trainedModel(back).weights, trainedModel(file).weights];
    expect([...theirs.keys()]).toEqual([...ours.keys()]);
    for (const [name, values] of ours) {
      const other = theirs.get(name) ?? new Float32Array();
      expect(Math.max(...values.map((value, i) => Math.abs(value - (other[i] ?? NaN))))).toBeLessThan(1e-6);
    }
  });
});

test('own classes keep their names', async () => {
  const file = modelFile({ dataset: 'own' }, { ...digitShape, classes: 2 }, ['cat', 'dog']);
  const archive = await handOver(file, 'diffusers');
  expect(checkpointFacts(await openZip(archive, defaultConfig)).classNames).toEqual(['cat', 'dog']);
});

describe('a folder of anybody is read by what diffusers writes', () => {
  test.each(golden.schedulers.filter(({ config }) => !config.trained_betas))(
    'a process of $settings',
    ({ settings, config }) => {
      const isFlow = config._class_name.startsWith('Flow');
      const folder = foreignFolder(settings as Settings, { 'scheduler/scheduler_config.json': config });
      const { config: read, image } = opened(folder, { ...defaultConfig, dataset: 'mnist' });
      expect(read).toMatchObject({ ...settings, dataset: 'mnist', emaDecay: 0 });
      expect(read.sampler).toBe(isFlow ? 'flow_euler' : 'ddim');
      expect(image).toEqual(digitShape);
    },
  );

  test('without a scheduler the present schedule serves', () => {
    const folder = foreignFolder({}, { 'scheduler/scheduler_config.json': null });
    const present = { ...defaultConfig, schedule: 'sigmoid', timesteps: 77 } as const;
    expect(opened(folder, present).config).toMatchObject({ schedule: 'sigmoid', timesteps: 77 });
  });

  test('of the data sets the one that fits is meant, else the visitor’s own', () => {
    const colour = { height: 32, width: 32, channels: 3, classes: 10 };
    const folder = diffusersFolder(trainedModel(modelFile({ classConditional: false }, colour)));
    const files = new Map(
      [...folder].map(([path, content]) => [path, typeof content === 'string' ? encoded(content) : content]),
    );
    files.delete('diffusion_lab.json');
    expect(opened(files).config.dataset).toBe('cifar10');
    const few = { ...digitShape, classes: 3 };
    const { config, image } = trainedModel(
      fromDiffusers(
        new Map([
          ...foreignFolder(),
          ...[...diffusersFolder(trainedModel(modelFile({}, few)))].flatMap(([path, content]) =>
            path.startsWith('unet/')
              ? [[`some/where/${path}`, typeof content === 'string' ? encoded(content) : content] as const]
              : [],
          ),
        ]),
        defaultConfig,
      ),
    );
    expect([config.dataset, image.classes]).toEqual(['own', 3]);
  });
});

describe('what is not supported is refused by name', () => {
  const unet = 'unet/config.json';
  const scheduler = 'scheduler/scheduler_config.json';
  test.each<[string, string, object | null]>([
    ['freq_shift = 1', unet, { freq_shift: 1 }],
    ['_class_name = UNet2DConditionModel', unet, { _class_name: 'UNet2DConditionModel' }],
    ['sample_size = [28,32]', unet, { sample_size: [28, 32] }],
    ['attention_head_dim = null', unet, { attention_head_dim: null }],
    ['attn_norm_num_groups = null', unet, { attn_norm_num_groups: null }],
    ['out_channels = 3', unet, { out_channels: 3 }],
    ['new_trick = true', unet, { new_trick: true }],
    ['beta_schedule = laplace', scheduler, { beta_schedule: 'laplace' }],
    ['trained_betas = [0.1,0.2]', scheduler, { trained_betas: [0.1, 0.2] }],
    ['variance_type = learned', scheduler, { variance_type: 'learned' }],
  ])('%s', (option, path, change) => {
    const [name = '', value] = option.split(' = ');
    expect(() => opened(foreignFolder({}, { [path]: change }))).toThrow(
      expect.objectContaining({
        code: 'bad-checkpoint',
        message: expect.stringContaining(option) as string,
        reason: { name: 'option-unsupported', values: { option: name, value } },
      }),
    );
  });

  test.each([
    ['unet/config.json', { reason: { name: 'folder-file', values: { file: 'unet/config.json' } } }],
    ['unet/diffusion_pytorch_model.safetensors', { code: 'bad-checkpoint' }],
  ])('a folder without %s', (path, expected) => {
    expect(() => opened(foreignFolder({}, { [path]: null }))).toThrow(expect.objectContaining(expected));
  });

  test('a block that is not here, and one tensor too few', () => {
    const skip = { down_block_types: ['SkipDownBlock2D', 'DownBlock2D'] };
    expect(() => opened(foreignFolder({}, { [unet]: skip }))).toThrow(/downBlockTypes is .*SkipDownBlock2D/);
    const files = new Map(foreignFolder());
    const none = writeSafetensors({ tensors: new Map(), metadata: {} });
    files.set('some/where/unet/diffusion_pytorch_model.safetensors', new Uint8Array(none));
    expect(() => opened(files)).toThrow(expect.objectContaining({ code: 'bad-checkpoint' }));
  });

  test('an archive that is cut off', async () => {
    const archive = await handOver(modelFile(), 'diffusers');
    await expect(openZip(archive.slice(0, archive.byteLength / 2), defaultConfig)).rejects.toThrow(
      expect.objectContaining({ code: 'bad-file', reason: { name: 'zip-damaged', values: {} } }),
    );
  });
});
