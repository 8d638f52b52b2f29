import { expect, test } from 'vitest';
import { makeTables } from '../diffusion/process/tables';
import { defaultConfig } from '../lab/fields';
import { scheduleTable } from './schedule';

test('the table is numbered as the page is: t = 0 is the clean image, t = T the last noise', () => {
  const tables = makeTables({ ...defaultConfig, schedule: 'linear', timesteps: 1000 });
  const rows = scheduleTable(tables)
    .split('\n')
    .map((line) => line.trim().split(/ +/));
  expect(rows.map(([t]) => t)).toEqual(['t', ...Array.from({ length: 11 }, (_, i) => String(100 * i))]);
  expect(rows[1]).toEqual(['0', '–', '1', '1', '0', '–', 'Infinity']);
  expect(rows[11]?.slice(1, 3)).toEqual(['0.02', String(tables.alphasCumprod[999])]);
});
