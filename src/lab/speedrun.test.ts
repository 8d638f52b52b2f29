import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { buildModel } from '../engine/models/index';
import { countModel } from '../engine/models/model';
import { defaultConfig } from './fields';
import { isEntry, record, rules, stepsWithin, timesFloor, trainingTflop } from './speedrun';

test('the opening recipe costs a little more than the rules allow, by all of its layers', () => {
  const { multiplyAdds } = countModel(
    buildModel(defaultConfig, { height: 28, width: 28, channels: 1, classes: 10 }),
  );
  // 6 · 17.67 M · 64 · 1,200: forward, twice that backward, two operations each.
  expect(trainingTflop(defaultConfig, multiplyAdds, 1200)).toBeCloseTo(8.14, 2);
  const steps = stepsWithin(rules.tflop, defaultConfig, multiplyAdds);
  expect(trainingTflop(defaultConfig, multiplyAdds, steps)).toBeLessThanOrEqual(rules.tflop);
  expect(trainingTflop(defaultConfig, multiplyAdds, steps + 1)).toBeGreaterThan(rules.tflop);
  expect(trainingTflop({ batchSize: 2, accumulation: 3 }, 1e9, 10)).toBeCloseTo(0.36, 12);
});

test('an entry has all three shares, and is measured by its distance against that of real images', () => {
  const score = { recognised: 0.95, asked: 0.97, spread: 0.995, frechet: 3.9, floor: 2.6 };
  expect(timesFloor(score)).toBeCloseTo(1.5, 12);
  expect(isEntry(score)).toBe(true);
  for (const less of [{ recognised: 0.93 }, { asked: 0.95 }, { asked: Number.NaN }, { spread: 0.98 }])
    expect(isEntry({ ...score, ...less })).toBe(false);
});

test('the record that the page shows is the one of the table', () => {
  const page = readFileSync(new URL('../../docs/speedrun.md', import.meta.url), 'utf8');
  const [, table = ''] = /## Record\n([\s\S]*?)\n## /.exec(page) ?? [];
  const row = table.split('\n').find((line) => /\d %/.test(line)) ?? '';
  const cells = row.split('|').map((cell) => cell.trim());
  expect(cells).toContain(`${(100 * record.recognised).toFixed(1)} %`);
  expect(cells).toContain(`${(100 * record.asked).toFixed(1)} %`);
  expect(cells).toContain(record.timesFloor.toFixed(2));
});
