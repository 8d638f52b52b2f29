import { describe, expect, it } from 'vitest';
import { defaultConfig } from '../../lab/fields';
import { addReport, emptyHistory } from '../../lab/history';
import { initialValues } from '../models/initialise';
import { buildModel } from '../models/index';
import { decodeCheckpoint, encodeCheckpoint } from './checkpoint';
import { checkpointFacts } from './facts';
import { decodeHistory, encodeHistory } from './history';
import { packCheckpoint } from './pack';
import { parseSafetensors } from './safetensors';

const image = { height: 28, width: 28, channels: 1, classes: 10 };
const model = buildModel(defaultConfig, image);
const weights = initialValues(model, 0);
const average = initialValues(model, 1);

const history = addReport(emptyHistory(), {
  losses: Float64Array.of(0.5, 0.25),
  gradientNorms: Float64Array.of(1, 2),
  quartileLosses: new Float64Array(8).fill(0.1),
});
const { tensors: others, words } = encodeHistory(history);
const metadata = {
  format: 'diffusion-lab',
  config: JSON.stringify(defaultConfig),
  image: JSON.stringify(image),
  step: '2',
  run: words,
};

describe('a packed checkpoint', () => {
  const file = encodeCheckpoint(model, {
    sets: { weights, average, m: weights, v: weights },
    metadata,
    others,
  });
  const packed = packCheckpoint(file);

  it('holds the averaged weights to half a rounding step, and no other', () => {
    const { sets } = decodeCheckpoint(model, packed);
    expect(Object.keys(sets)).toEqual(['weights']);
    for (const { name } of model.parameters) {
      const [ours, theirs] = [sets.weights.get(name) ?? [], average.get(name) ?? []];
      expect(ours).toHaveLength(theirs.length);
      const excess = theirs.map((value, i) =>
        Math.max(0, Math.abs((ours[i] ?? Number.NaN) - value) - Math.abs(value) / 2048 - 2 ** -25),
      );
      expect(excess).toEqual(theirs.map(() => 0));
    }
  });

  it('keeps settings, step and curves, in a seventh of the bytes', () => {
    expect(checkpointFacts(packed)).toEqual(checkpointFacts(file));
    expect(decodeHistory(parseSafetensors(packed), 2)).toEqual(history);
    expect(packed.byteLength).toBeLessThan(file.byteLength / 7);
  });

  it('holds the weights themselves where there is no average', () => {
    const plain = packCheckpoint(encodeCheckpoint(model, { sets: { weights }, metadata }));
    expect(decodeCheckpoint(model, plain).sets.weights.size).toBe(weights.size);
  });

  it('is refused to files that do not say what they are', () => {
    expect(() => packCheckpoint(encodeCheckpoint(model, { sets: { weights }, metadata: {} }))).toThrow(
      /config/,
    );
  });
});
