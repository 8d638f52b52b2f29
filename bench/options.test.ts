import { expect, test } from 'vitest';
import { parseBenchOptions } from './options';

test('without options everything but the series runs, five timed steps each', () => {
  expect(parseBenchOptions([])).toEqual({
    json: false,
    all: false,
    help: false,
    data: false,
    only: null,
    profile: null,
    steps: 5,
  });
});

test('options are taken over', () => {
  expect(parseBenchOptions(['--json', '--only', 'unet2d', '--steps', '9'])).toMatchObject({
    json: true,
    only: 'unet2d',
    steps: 9,
  });
  expect(parseBenchOptions(['--profile=playground']).profile).toBe('playground');
  expect(parseBenchOptions(['--data']).data).toBe(true);
});

test.each([
  [['--only', 'resnet'], 'bad-setting', 'playground, basic-unet, unet2d'],
  [['--steps', '0'], 'bad-setting', 'whole number'],
  [['--steps', 'many'], 'bad-setting', 'whole number'],
  [['--fast'], 'bad-setting', '--help'],
  [['unet2d'], 'bad-setting', '--help'],
])('%j is refused with a sentence', (args, code, words) => {
  expect(() => parseBenchOptions(args)).toThrow(
    expect.objectContaining({ code, message: expect.stringContaining(words) }),
  );
});
