import { describe, expect, it } from 'vitest';
import type { Field } from '../../lab/field';
import { fieldKeys, fields } from '../../lab/fields';
import { checkpointFacts } from './facts';
import { writeSafetensors } from './safetensors';

const image = JSON.stringify({ height: 28, width: 28, channels: 1, classes: 10 });
const fileOf = (metadata: Record<string, string>): ArrayBuffer =>
  writeSafetensors({ tensors: new Map(), metadata });

describe('what a checkpoint says of itself', () => {
  it('is its settings, the size of its images and its steps', () => {
    const facts = checkpointFacts(fileOf({ config: '{"width":24}', image, step: '300' }));
    expect(facts).toMatchObject({ config: { width: 24 }, image: { height: 28, classes: 10 }, step: 300 });
    expect(checkpointFacts(fileOf({ config: '{}', image })).step).toBe(0);
  });

  it('of a file from before a setting is what was meant then, not what is chosen today', () => {
    // Written before there was a choice of modulation and of zero kernels: diffusers' plain block, PyTorch's start.
    const { config } = checkpointFacts(fileOf({ config: '{"model":"unet2d","width":24}', image }));
    expect(config).toMatchObject({ resnetTimeScaleShift: 'default', zeroInit: false });
    const told = '{"model":"unet2d","resnetTimeScaleShift":"scale_shift","zeroInit":true}';
    expect(checkpointFacts(fileOf({ config: told, image })).config).toMatchObject({
      resnetTimeScaleShift: 'scale_shift',
      zeroInit: true,
    });
    const earlier = fieldKeys.filter((key) => 'earlier' in fields[key]);
    for (const key of earlier) expect(config[key], key).toBe((fields[key] as Field).earlier);
    expect(earlier.length).toBeGreaterThanOrEqual(2);
  });

  it('is the names of its classes: its own, else those of its data set', () => {
    const names = (metadata: Record<string, string>): readonly string[] =>
      checkpointFacts(fileOf({ image, config: '{}', ...metadata })).classNames;
    const digits = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];
    expect(names({})).toEqual(digits);
    expect(names({ config: '{"dataset":"cifar10"}' })[3]).toBe('cat');
    const three = { image: image.replace('10', '3'), config: '{"dataset":"own"}' };
    expect(names({ ...three, classNames: '["a","b","c"]' })).toEqual(['a', 'b', 'c']);
    expect(names(three)).toEqual(['0', '1', '2']);
    // As many as the model has, whatever is told.
    expect(names({ classNames: '["a"]' })).toEqual(digits);
  });

  it.each([
    { config: '{"width":24', image },
    { config: '[1]', image },
    { config: '{}', image: '{"height":28}' },
    { config: '{}', image: image.replace('28', '-1') },
    { config: '{}', image, step: 'many' },
    { image },
  ])('is refused where it is something else: %o', (metadata) => {
    const file = fileOf(metadata);
    expect(() => checkpointFacts(file)).toThrow(
      expect.objectContaining({ code: 'bad-checkpoint', reason: { name: 'no-facts', values: {} } }),
    );
  });

  it('is refused with the name of a setting that makes no sense', () => {
    expect(() => checkpointFacts(fileOf({ config: '{"width":"wide"}', image }))).toThrow(
      expect.objectContaining({ code: 'bad-setting', message: expect.stringMatching(/^width/) }),
    );
  });
});
