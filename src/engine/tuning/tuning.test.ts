import { expect, test } from 'vitest';
import { convolutionShape } from '../ops/conv2d/shape';
import { ConvolutionTilings, tilingKey, type AnyTiling, type ConvolutionCase } from '../ops/conv2d/tiling';
import { tilingVariants } from '../ops/conv2d/variants';
import { tune, type TuningStorage } from './tuning';

const heavy = convolutionShape([64, 28, 28, 64], [3, 3, 64, 64], { padding: 1 });
const light = convolutionShape([64, 7, 7, 16], [3, 3, 16, 16], { padding: 1 });

/** A device on which one tiling wins, and a clock that only its measurements move. */
function fakes({
  wins,
  measurementMs = 100,
}: { readonly wins?: (tiling: AnyTiling) => boolean; readonly measurementMs?: number } = {}) {
  let now = 0;
  const measured: string[] = [];
  const entries = new Map<string, string>();
  const storage: TuningStorage = {
    get: (name) => entries.get(name) ?? null,
    set: (name, text) => void entries.set(name, text),
  };
  const tilings = new ConvolutionTilings('hardware');
  return {
    measured,
    entries,
    options: {
      tilings,
      storage,
      adapterName: 'test gpu',
      software: false,
      clock: () => now,
      measure: async ({ kind, shape }: ConvolutionCase, variants: readonly AnyTiling[]) => {
        measured.push(tilingKey(kind, shape));
        now += measurementMs;
        return variants.map((v) => (wins?.(v) ? 1 : 2));
      },
    },
  };
}

test('the fastest variant is put in force, returned and remembered for the adapter', async () => {
  const wanted = tilingVariants('forward', heavy)[0];
  const { options, measured, entries } = fakes({ wins: (v) => JSON.stringify(v) === JSON.stringify(wanted) });
  options.tilings.get('forward', heavy);
  const table = await tune(options);
  expect(table).toEqual({ [tilingKey('forward', heavy)]: wanted });
  expect(options.tilings.get('forward', heavy)).toEqual(wanted);
  expect([...entries.keys()]).toEqual(['test gpu']);

  const next = new ConvolutionTilings('hardware');
  next.get('forward', heavy);
  expect(await tune({ ...options, tilings: next })).toEqual(table);
  expect(next.get('forward', heavy)).toEqual(wanted);
  expect(measured).toHaveLength(1);
});

test('a variant that wins by less than 5 % does not replace the default', async () => {
  const { options } = fakes();
  const usual = options.tilings.get('filterGradient', heavy);
  const measure = async (_: ConvolutionCase, variants: readonly AnyTiling[]) =>
    variants.map((__, i) => (i === 0 ? 1 : 0.97));
  expect(await tune({ ...options, measure })).toEqual({ [tilingKey('filterGradient', heavy)]: usual });
});

test('the budget goes to the heaviest convolutions; the others are measured the next time', async () => {
  const { options, measured } = fakes({ measurementMs: 1000 });
  options.tilings.get('forward', light);
  options.tilings.get('forward', heavy);
  options.tilings.get('inputGradient', heavy);
  await tune(options);
  expect(measured).toEqual([tilingKey('forward', heavy), tilingKey('inputGradient', heavy)]);
  await tune(options);
  expect(measured).toHaveLength(3);
  expect(measured[2]).toBe(tilingKey('forward', light));
});

test('both gradients of a convolution go together where that is faster, after each has its tiles', async () => {
  const { options, measured, entries } = fakes({ wins: (v) => 'together' in v && v.together });
  for (const kind of ['inputGradient', 'filterGradient', 'gradients'] as const)
    options.tilings.get(kind, heavy);
  expect(options.tilings.get('gradients', heavy)).toEqual({ together: false });
  await tune(options);
  expect(measured.at(-1)).toBe(tilingKey('gradients', heavy));
  expect(options.tilings.get('gradients', heavy)).toEqual({ together: true });
  // Read again from what was stored.
  const next = new ConvolutionTilings('hardware');
  next.get('gradients', heavy);
  await tune({ ...options, tilings: next });
  expect(next.get('gradients', heavy)).toEqual({ together: true });
  expect([measured.length, entries.size]).toEqual([3, 1]);
});

test('a software driver is not timed and stores nothing', async () => {
  const { options, measured, entries } = fakes();
  options.tilings.get('forward', heavy);
  expect(await tune({ ...options, software: true })).toEqual({});
  expect([measured.length, entries.size]).toEqual([0, 0]);
});

test.each(['not json', '{"version":0,"tilings":{}}', '{"version":1,"tilings":{"forward x":{"lanes":-1}}}'])(
  'stored text that cannot be used (%s) is measured anew',
  async (text) => {
    const { options, measured, entries } = fakes();
    entries.set('test gpu', text);
    options.tilings.get('forward', heavy);
    await tune(options);
    expect(measured).toHaveLength(1);
  },
);

test('every variant divides the channels that it is for', () => {
  for (const shape of [heavy, light, convolutionShape([2, 5, 5, 12], [3, 3, 12, 20], { padding: 1 })]) {
    for (const { channels, channelLanes } of tilingVariants('forward', shape)) {
      expect(shape.outChannels % (channels * channelLanes)).toBe(0);
    }
    for (const { inChannels, outChannels, slices } of tilingVariants('filterGradient', shape)) {
      expect([shape.inChannels % inChannels, shape.outChannels % outChannels]).toEqual([0, 0]);
      expect(slices).toBeLessThanOrEqual(shape.batch * shape.outHeight);
    }
  }
});
