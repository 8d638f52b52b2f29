import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { applyPreset, type PresetName } from '../../lab/presets';
import { parseConfig } from '../../lab/config';
import { goldenCounts, goldenModel, sortedTensors } from '../../test/goldenModels';
import { buildModel } from './index';
import { countModel } from './model';

const mnist = { height: 28, width: 28, channels: 1, classes: 10 };

describe('every tensor has the name and the shape that it has in the reference', () => {
  test.each(goldenCounts().map((golden) => [JSON.stringify(golden.settings), golden] as const))(
    '%s',
    (_, golden) => {
      const model = goldenModel(golden);
      const lines = sortedTensors(model).map(({ name, shape }) => `${name} ${shape.join()}`);
      expect(createHash('sha256').update(lines.join('\n')).digest('hex'), lines.join('\n')).toBe(
        golden.digest,
      );
      expect(countModel(model)).toEqual({
        parameters: golden.parameters,
        tensors: golden.tensors,
        multiplyAdds: golden.multiplyAdds,
      });
    },
  );
});

test('the outline accounts for every parameter', () => {
  for (const golden of goldenCounts()) {
    const sum = goldenModel(golden).outline.reduce((n, line) => n + line.parameters, 0);
    expect(sum).toBe(golden.parameters);
  }
});

test('the models of T0 and T2 have the parameters that the tutorials print', () => {
  const count = (preset: PresetName): unknown => countModel(buildModel(applyPreset(preset), mnist));
  expect(count('t0-unet2d')).toMatchObject({ parameters: 1_707_009, tensors: 318 });
  expect(count('t2-basic-unet')).toMatchObject({ parameters: 309_057, tensors: 12 });
});

test('the playground model has about 0.2 M parameters and at most 18 M multiply-adds for 28×28×1', () => {
  const { parameters, multiplyAdds } = countModel(buildModel(parseConfig({ model: 'playground' }), mnist));
  expect(Math.round(parameters / 1e5)).toBe(2);
  expect(multiplyAdds).toBeLessThanOrEqual(18e6);
});

test('learned variance doubles the channels that come out, in every model', () => {
  for (const model of ['playground', 'basic-unet', 'unet2d', 'annotated-unet', 'denoising-unet'] as const) {
    const image = { ...mnist, height: 32, width: 32, channels: 3 };
    const width = model === 'annotated-unet' ? 32 : 16;
    const channelsOut = (variance: string): number =>
      buildModel(parseConfig({ model, width, variance }), image).parameters.findLast((p) =>
        /^(conv_out|up_layers\.2|final|final_conv)\.bias$/.test(p.name),
      )?.shape[0] ?? Number.NaN;
    expect(channelsOut('learned_range')).toBe(2 * channelsOut('fixed_small'));
  }
});

describe('settings that do not fit are refused by name', () => {
  test.each([
    [{ model: 'annotated-unet', width: 32 }, /annotated-unet, which halves square images 3 times: 28×28/],
    [{ model: 'annotated-unet', width: 16 }, /width is 16, expected a multiple of 32/],
    [{ model: 'playground', width: 12 }, /width is 12, expected a multiple of 8 for model playground/],
    [{ model: 'denoising-unet', width: 9 }, /width is 9, expected a multiple of 2/],
    [{ model: 'denoising-unet' }, /denoising-unet, which halves square images 3 times: 28×28/],
    [{ model: 'denoising-unet', dimMults: [1, 1.5] }, /dimMults is 1, 1\.5, expected whole numbers/],
    [{ model: 'unet2d', blockOutChannels: [32, 64] }, /downBlockTypes has 3 entries and blockOutChannels 2/],
    [
      { model: 'unet2d', blockOutChannels: [32, 64, 72], normNumGroups: 32 },
      /blockOutChannels has 72.*normNumGroups, which is 32/,
    ],
    [{ variance: 'learned_range', predictionType: 'flow' }, /variance is learned_range.*choose fixed_small/],
    [{ variance: 'learned_range', process: 'corrupt' }, /variance is learned_range.*or process ddpm/],
    [{ model: 'unet2d', attentionHeadDim: 7 }, /attentionHeadDim is 7, expected a divisor of the 32/],
  ])('%j', (settings, sentence) => {
    expect(() => buildModel(parseConfig(settings), mnist)).toThrow(
      expect.objectContaining({ code: 'bad-setting', message: expect.stringMatching(sentence) as string }),
    );
  });
});

test.each(['playground', 'annotated-unet', 'denoising-unet'] as const)(
  '%s of any width has whole shapes, or is refused',
  (model) => {
    for (let width = 8; width <= 40; width += 1) {
      const image = { height: 32, width: 32, channels: 3, classes: 10 };
      try {
        const { parameters } = buildModel(parseConfig({ model, width }), image);
        expect(parameters.flatMap(({ shape }) => shape).every(Number.isInteger)).toBe(true);
      } catch (thrown) {
        expect(thrown).toMatchObject({ code: 'bad-setting' });
      }
    }
  },
);
