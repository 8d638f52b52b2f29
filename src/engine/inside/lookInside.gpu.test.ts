// What the layers are seen to compute, against hooks on PyTorch's modules (tools/reference/inside.py).
import { tensor, type Tensor } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { attentionOf, spread, type LayerSight } from '../../lab/inside';
import { goldenMap, goldenModel, goldenWeights } from '../../test/goldenModels';
import { testEngine } from '../../test/gpu';
import { decodeCheckpoint } from '../checkpoint/checkpoint';
import { stockOps } from '../ops/stockOps';
import golden from './golden/inside.json';
import { lookInside } from './lookInside';

type Case = (typeof golden.cases)[number];

async function look({ settings, image, t, label }: Case, stock: boolean) {
  const engine = await testEngine();
  const model = goldenModel({ settings, image });
  const { sets } = decodeCheckpoint(model, goldenWeights(model, golden.seed));
  const parameters = new Map<string, Tensor>(
    model.parameters.map(({ name, shape }) => [
      name,
      tensor(sets.weights.get(name) ?? [], [...shape], 'float32'),
    ]),
  );
  // What is uploaded while a program is compiled is thrown away.
  parameters.forEach((one) => engine.gpu?.runtime.binding(one));
  const { height, width, channels } = image;
  const parameter = (name: string): Tensor => parameters.get(name) ?? expect.fail(`no parameter ${name}`);
  const sight = await lookInside({
    engine,
    model,
    pass: { ops: stock ? stockOps : engine.ops, parameter, dropout: null },
    x: goldenMap(golden.seed, 100, height * width * channels),
    shape: [height, width, channels],
    timestep: t,
    timesteps: t + 1,
    toldTime: (step) => step,
    label,
  });
  parameters.forEach((one) => one.dispose());
  return { sight, model };
}

const expectClose = (actual: ArrayLike<number>, expected: readonly number[], what: string): void => {
  expect(actual.length, what).toBe(expected.length);
  expected.forEach((value, i) =>
    expect(Math.abs((actual[i] ?? Number.NaN) - value), `${what}, ${i}`).toBeLessThan(1e-4),
  );
};

/** As `entries` of the script has them. */
function entries({ values }: LayerSight): number[] {
  const { mean, deviation, least, greatest } = spread(values);
  const some = Array.from(
    { length: 5 },
    (_, i) => values[Math.floor((i * (values.length - 1)) / 4)] ?? Number.NaN,
  );
  return [mean, deviation, least, greatest, ...some];
}

// A software driver compiles for a minute where other work runs beside it.
const patience = { timeout: 600_000 };

// Compiling takes longest: each network on one set of operations, the page's own on both.
describe.each([
  ['our kernels', false, ['playground', 'annotated-unet']],
  ['stock operations', true, ['playground', 'unet2d', 'denoising-unet']],
] as const)('on %s', (_, stock, names) => {
  test.each(names)('%s', patience, async (name) => {
    const expected = golden.cases.find((one) => one.name === name) ?? expect.fail(name);
    const { sight, model } = await look(expected, stock);
    const layers = new Map(sight.layers.map((layer) => [layer.layer, layer]));
    const layer = (wanted: string): LayerSight => layers.get(wanted) ?? expect.fail(`${wanted} was not seen`);
    for (const [wanted, numbers] of Object.entries(expected.outputs))
      expectClose(entries(layer(wanted)), numbers, wanted);
    for (const [wanted, groups] of Object.entries(expected.groups)) {
      const { before = [] } = layer(wanted);
      expectClose(
        before.flatMap(({ mean, deviation }) => [mean, deviation]),
        groups.flat(),
        wanted,
      );
    }
    const { attention } = layer(expected.attention.layer);
    const weights = attention ? attentionOf(attention, golden.pixel) : [];
    expect(weights).toHaveLength(expected.attention.weights.length);
    weights.forEach((row, head) => expectClose(row, expected.attention.weights[head] ?? [], `head ${head}`));

    // Nothing of the outline is left out but what the original never applies, and what is no layer.
    const idle = model.outline.filter(({ name: one }) => !layers.has(one)).map((one) => one.name);
    expect(idle.filter((one) => !/attn\.norm$|mem_kv$/.test(one))).toEqual([]);

    const { time } = sight;
    expect(time?.timesteps.at(-1)).toBe(expected.t);
    expect(time?.timesteps).toHaveLength(Math.min(128, expected.t + 1));
    if (name !== 'playground') return;
    const told = layer('time_embedding.linear_2').values;
    expectClose(time?.embedding.slice(-told.length) ?? [], [...told], 'embedding');
    // cos 0 = 1, then sin 0 = 0.
    expect([...(time?.sinusoids.slice(0, 8) ?? [])]).toEqual([1, 1, 1, 1, 0, 0, 0, 0]);
  });
});
