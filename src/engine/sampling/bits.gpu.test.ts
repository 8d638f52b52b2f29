// Bits a dimension of a network on the GPU, against the same sum in torch (tools/reference/bits.py).
import { tensor, type Tensor } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import golden from '../../diffusion/golden/bits.json';
import { processOf } from '../../diffusion/process/index';
import { makeTables } from '../../diffusion/process/tables';
import { measureBits, type MeasuredBits } from '../../diffusion/theory/measureBits';
import { parseConfig } from '../../lab/config';
import { goldenModel, goldenWeights } from '../../test/goldenModels';
import { testEngine } from '../../test/gpu';
import { decodeCheckpoint } from '../checkpoint/checkpoint';
import { denoise } from './denoise';

const { settings, image, timesteps, betaStart, betaEnd, pictures } = golden;
const numbers = image.height * image.width;

/** The bytes of the script. */
const pictureOf = (index: number): Float32Array =>
  Float32Array.from({ length: numbers }, (_, place) => {
    const i = index * numbers + place;
    return ((i * 7919 + Math.floor(i / 13) * 104729) % 256) / 127.5 - 1;
  });

test('every step of two pictures comes to what torch has', { timeout: 600_000 }, async () => {
  const engine = await testEngine();
  const config = parseConfig({
    ...settings,
    timesteps,
    schedule: 'linear',
    betaStart,
    betaEnd,
    predictionType: 'epsilon',
    variance: 'fixed_small',
  });
  const model = goldenModel({ settings, image });
  const { sets } = decodeCheckpoint(model, goldenWeights(model, golden.weightsSeed));
  const parameters = new Map<string, Tensor>(
    model.parameters.map(({ name, shape }) => [name, tensor(sets.weights.get(name) ?? [], [...shape])]),
  );
  parameters.forEach((one) => engine.gpu?.runtime.binding(one));
  const tables = makeTables(config);
  let measured: MeasuredBits | null = null;
  const measuring = measureBits({
    process: processOf(config),
    tables,
    variance: config.variance,
    seed: golden.seed,
    picture: pictureOf,
    pictures,
    strata: timesteps,
    batch: pictures * timesteps,
    async predict({ clean, timesteps: asked, seed }) {
      const { predicted } = await denoise({
        engine,
        model,
        pass: {
          ops: engine.ops,
          parameter: (name) => parameters.get(name) ?? expect.fail(name),
          dropout: null,
        },
        config,
        tables,
        images: Float32Array.from(clean.flatMap((one) => [...one])),
        shape: [clean.length, image.height, image.width, image.channels],
        timesteps: asked,
        label: image.classes,
        seed,
      });
      return predicted;
    },
  });
  for await (measured of measuring);
  parameters.forEach((one) => one.dispose());
  expect(measured?.bits?.pictures).toBe(pictures);
  for (const part of ['prior', 'steps', 'decoder', 'total'] as const)
    expect((measured?.bits?.[part] ?? Number.NaN) / golden[part], part).toBeCloseTo(1, 4);
});
