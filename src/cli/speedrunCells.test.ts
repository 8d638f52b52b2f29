import { expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { defaultConfig } from '../lab/fields';
import { configOf, parseCells, resultsOf, tableOf, type Result } from './speedrunCells';

const result: Result = {
  cell: 'a',
  seed: 0,
  draw: 0,
  tflop: 7.99,
  step: 1204,
  count: 1000,
  recognised: 0.95,
  asked: 0.97,
  spread: 0.999,
  frechet: 4,
  floor: 2,
};

test('a cell is what it changes of the defaults, with a seed', () => {
  const [cell] = parseCells('[{"name":"a","settings":{"batchSize":32}}]');
  if (!cell) return expect.fail('no cell');
  expect(configOf(cell, 2)).toEqual({ ...defaultConfig, batchSize: 32, trainSeed: 2 });
  expect(cell).toMatchObject({ tflop: 8, draws: [{ samplingSteps: 50 }] });
});

test.each([
  ['[', /no JSON/],
  ['{}', /not as expected/],
  ['[]', /not as expected/],
  ['[{"name":"a/b"}]', /at 0.name/],
  ['[{"name":"a","tflop":0}]', /at 0.tflop/],
  ['[{"name":"a"},{"name":"a"}]', /two cells "a"/],
  ['[{"name":"a","settings":{"batchSize":-1}}]', /Cell "a": batchSize/],
  ['[{"name":"a","draws":[{"guidanceScale":99}]}]', /Cell "a": guidanceScale/],
])('%s is refused before anything is run', (text, why) => {
  expect(() => parseCells(text)).toThrow(why);
});

test('the cells of the record are cells', () => {
  const text = readFileSync(new URL('../../docs/speedrun-cells.json', import.meta.url), 'utf8');
  expect(parseCells(text).length).toBeGreaterThan(5);
});

test('results come back from their lines, but for one that was broken off', () => {
  const text = `${JSON.stringify(result)}\n${JSON.stringify({ ...result, seed: 1 })}\n{"cell":"a","se`;
  expect(resultsOf(text)).toEqual([result, { ...result, seed: 1 }]);
});

test('the table has the mean over the seeds, of as many samples', () => {
  const cells = parseCells('[{"name":"a"},{"name":"b"}]');
  const others = [
    { ...result, seed: 1, frechet: 5, recognised: 0.96 },
    { ...result, seed: 2, count: 50 },
  ];
  expect(
    tableOf(cells, [result, ...others], 1000)
      .split('\n')
      .at(-1),
  ).toBe('| a | samplingSteps 50 | 7.99 | 2 | 95.5 % | 97.0 % | 0.999 | 4.50 | 2.25 | yes |');
});
