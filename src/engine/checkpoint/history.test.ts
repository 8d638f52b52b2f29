import { expect, test } from 'vitest';
import { addFilmRow, addQuality, addReport, emptyHistory } from '../../lab/history';
import { checkpointFacts } from './facts';
import { decodeHistory, encodeHistory } from './history';
import { parseSafetensors, writeSafetensors } from './safetensors';

const report = (losses: readonly number[]) => ({
  losses: Float64Array.from(losses),
  gradientNorms: Float64Array.from(losses, (loss) => 2 * loss),
  quartileLosses: Float64Array.from(losses.flatMap((loss) => [loss, Number.NaN, loss + 1, loss + 2])),
});
const image = { count: 1, height: 1, width: 2, channels: 1, pixels: Float32Array.of(-1, 1) };
const quality = {
  step: 700,
  count: 100,
  recognised: 0.9,
  asked: Number.NaN,
  spread: 0.99,
  frechet: 21.3,
  floor: 19.6,
};
const curves = addFilmRow(
  addReport(emptyHistory(), report(Array.from({ length: 1500 }, (_, i) => 1 / (i + 3)))),
  1500,
  image,
);
const history = addQuality(addQuality(curves, quality), { ...quality, step: 1500, asked: 0.95 });

function stored(of = history) {
  const { tensors, words } = encodeHistory(of);
  return parseSafetensors(writeSafetensors({ tensors, metadata: { run: words } }));
}

test("curves, the meter's too, and film come back from a file to the bit, and go on", () => {
  expect(decodeHistory(stored(), 1500)).toEqual(history);
  const more = report([0.25]);
  expect(addReport(decodeHistory(stored(), 1500), more)).toEqual(addReport(history, more));
});

test('steps between the last report and the weights are a gap', () => {
  const { losses } = decodeHistory(stored(), 1503);
  expect(losses.length).toBe(1503);
  expect(losses.buckets.reduce((sum, { count }) => sum + count, 0)).toBe(1500);
});

test("a file without the meter's table, and one with another, have the curves all the same", () => {
  const file = stored();
  const tensors = new Map(file.tensors);
  tensors.delete('run.qualities');
  expect(decodeHistory({ ...file, tensors }, 1500)).toEqual(curves);
  tensors.set('run.qualities', { shape: [1, 2], values: Float64Array.of(1, 2) });
  expect(decodeHistory({ ...file, tensors }, 1500)).toEqual(curves);
});

test('of a long run 200 measurements stay, spread over it', () => {
  const all = Array.from({ length: 1000 }, (_, i) => ({ ...quality, step: i + 1 }));
  const { qualities } = all.reduce(addQuality, emptyHistory());
  expect(qualities).toHaveLength(200);
  const steps = qualities.map(({ step }) => step);
  expect(steps).toEqual(steps.toSorted((a, b) => a - b));
  expect([steps[0], steps.at(-1)]).toEqual([1, 1000]);
});

test.each([
  ['of other steps', 1499, stored()],
  ['without words', 1500, { ...stored(), metadata: {} }],
  ['of other words', 1500, { ...stored(), metadata: { run: '{"traces":[]}' } }],
  ['without curves', 1500, { ...stored(), tensors: new Map() }],
])('a history %s is left out, and the model opens', (_, step, file) => {
  expect(decodeHistory(file, step)).toEqual(emptyHistory(step));
});

test('files without a number are opened, those of a later version are refused by it', () => {
  const image = JSON.stringify({ height: 28, width: 28, channels: 1, classes: 10 });
  const fileOf = (words: Record<string, string>): ArrayBuffer =>
    writeSafetensors({
      tensors: new Map(),
      metadata: { format: 'diffusion-lab', config: '{}', image, ...words },
    });
  expect(checkpointFacts(fileOf({})).step).toBe(0);
  expect(checkpointFacts(fileOf({ version: '2' })).step).toBe(0);
  expect(() => checkpointFacts(fileOf({ version: '3' }))).toThrow(
    expect.objectContaining({
      code: 'bad-checkpoint',
      reason: { name: 'newer-file', values: { version: 3, known: 2 } },
    }),
  );
});
