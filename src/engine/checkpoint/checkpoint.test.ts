import { describe, expect, test } from 'vitest';
import { defaultConfig } from '../../lab/fields';
import { decodeCheckpoint, encodeCheckpoint } from './checkpoint';
import { initialValues } from '../models/initialise';
import { buildModel } from '../models/index';
import type { Model } from '../models/model';
import { parseSafetensors, writeSafetensors, type StoredTensor } from './safetensors';

const tiny: Model = {
  name: 'tiny',
  conditional: false,
  parameters: [
    {
      name: 'conv.weight',
      shape: [1, 2, 2, 3],
      layout: 'convolution',
      initializer: { kind: 'constant', value: 0 },
    },
    {
      name: 'qkv.weight',
      shape: [2, 6],
      layout: 'linear',
      initializer: { kind: 'constant', value: 0 },
      parts: ['q.weight', 'k.weight', 'v.weight'],
    },
  ],
  outline: [],
  forward: ({ parameter }) => parameter('conv.weight') as never,
};
const weights = new Map([
  ['conv.weight', Float32Array.from({ length: 12 }, (_, i) => i)],
  ['qkv.weight', Float32Array.from({ length: 12 }, (_, i) => i)],
]);
const good = { sets: { weights }, metadata: { step: '7' } };

describe('the layout of a file is PyTorch’s', () => {
  const { tensors } = parseSafetensors(encodeCheckpoint(tiny, good));

  test('convolutions are OIHW: our [0, w, i, o] is at w·6 + i·3 + o', () => {
    expect(tensors.get('conv.weight')).toEqual({
      shape: [3, 2, 1, 2],
      values: new Float32Array([0, 6, 3, 9, 1, 7, 4, 10, 2, 8, 5, 11]),
    });
  });

  test('linear weights are [out, in], and joined ones are several tensors', () => {
    expect([...tensors.keys()].slice(1)).toEqual(['q.weight', 'k.weight', 'v.weight']);
    expect(tensors.get('k.weight')).toEqual({ shape: [2, 2], values: new Float32Array([2, 8, 3, 9]) });
  });
});

test('what was encoded comes back, with all its sets and its words', () => {
  const model = buildModel(
    { ...defaultConfig, model: 'playground', width: 8 },
    { height: 28, width: 28, channels: 1, classes: 10 },
  );
  const checkpoint = {
    sets: {
      weights: initialValues(model, 1),
      average: initialValues(model, 2),
      m: initialValues(model, 3),
      v: initialValues(model, 4),
    },
    metadata: { config: '{"width":16}', step: '20' },
  };
  expect(decodeCheckpoint(model, encodeCheckpoint(model, checkpoint))).toEqual(checkpoint);
});

describe('a file that does not fit is refused by the name of the tensor', () => {
  const withTensors = (change: (tensors: Map<string, StoredTensor>) => void): ArrayBuffer => {
    const { tensors, metadata } = parseSafetensors(encodeCheckpoint(tiny, good));
    const changed = new Map(tensors);
    change(changed);
    return writeSafetensors({ tensors: changed, metadata });
  };
  const k = (values: number[], shape = [2, 2]): StoredTensor => ({ shape, values: new Float32Array(values) });

  test.each([
    ['missing', withTensors((t) => t.delete('k.weight')), /lacks tensor "k\.weight" of shape \[2, 2\]/],
    [
      'extra',
      withTensors((t) => t.set('z.weight', k([1, 2, 3, 4]))),
      /"z\.weight" that the model tiny lacks/,
    ],
    [
      'of another shape',
      withTensors((t) => t.set('k.weight', k([1, 2, 3, 4], [4, 1]))),
      /\[4, 1\].*"k\.weight".*\[2, 2\]/,
    ],
    ['not finite', withTensors((t) => t.set('k.weight', k([1, Number.NaN, 3, 4]))), /finite.*"k\.weight"/],
    [
      'missing in the average',
      withTensors((t) => t.set('ema.k.weight', k([1, 2, 3, 4]))),
      /lacks tensor "ema\.conv\.weight"/,
    ],
  ])('%s', (_, file, sentence) => {
    expect(() => decodeCheckpoint(tiny, file)).toThrow(
      expect.objectContaining({ code: 'bad-checkpoint', message: expect.stringMatching(sentence) as string }),
    );
  });
});
