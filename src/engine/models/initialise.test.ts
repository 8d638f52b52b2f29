import { describe, expect, test } from 'vitest';
import { goldenInitial, goldenModel } from '../../test/goldenModels';
import { encodeCheckpoint } from '../checkpoint/checkpoint';
import { initialValues } from './initialise';
import { parseSafetensors } from '../checkpoint/safetensors';

interface Statistics {
  readonly mean: number;
  readonly deviation: number;
  readonly largest: number;
}

function statisticsOf(values: Float32Array): Statistics {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const variance = values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length;
  return {
    mean,
    deviation: Math.sqrt(variance),
    largest: values.reduce((a, b) => Math.max(a, Math.abs(b)), 0),
  };
}

describe('initial values are distributed as PyTorch’s', () => {
  test.each(goldenInitial().map((golden) => [JSON.stringify(golden.settings['model']), golden] as const))(
    '%s',
    (_, golden) => {
      const model = goldenModel(golden);
      const file = encodeCheckpoint(model, { sets: { weights: initialValues(model, 1) }, metadata: {} });
      const { tensors } = parseSafetensors(file);
      expect([...tensors.keys()].sort()).toEqual(Object.keys(golden.initial).sort());
      for (const [name, [mean, deviation, largest]] of Object.entries(golden.initial)) {
        const values = Float32Array.from(tensors.get(name)?.values ?? []);
        const ours = statisticsOf(values);
        // Both are samples: means differ by √(2/n) deviations, deviations by at most √(1/n) of themselves (1 σ).
        const spread = values.length < 8 ? largest : deviation;
        const margin = 6 * spread * values.length ** -0.5;
        expect(Math.abs(ours.mean - mean), `mean of ${name}`).toBeLessThanOrEqual(margin * Math.SQRT2);
        expect(Math.abs(ours.deviation - deviation), `deviation of ${name}`).toBeLessThanOrEqual(margin);
        // Tells U from N: the largest of many is √3 or about 3 deviations.
        if (values.length > 100) {
          expect(Math.abs(ours.largest - largest), `largest of ${name}`).toBeLessThanOrEqual(0.4 * largest);
        }
      }
    },
  );
});

test('a seed gives the same values again, another seed others', () => {
  const [golden] = goldenInitial();
  const model = goldenModel(golden ?? expect.fail('no case'));
  const conv = (seed: number): Float32Array | undefined => initialValues(model, seed).get('conv_in.weight');
  expect(conv(3)).toEqual(conv(3));
  expect(conv(3)).not.toEqual(conv(4));
});
