import { describe, expect, it } from 'vitest';
import { makeTables } from '../../diffusion/process/tables';
import { defaultConfig } from '../../lab/fields';
import { newRun } from '../../store/run';
import { appendTrace, emptyTrace } from '../../lab/trace';
import { labJson, lossCsv, scheduleCsv, toCsv } from './csv';

const tables = makeTables({ ...defaultConfig, schedule: 'linear', timesteps: 3 });
const run = {
  ...newRun({ id: 1, config: defaultConfig, parameters: 5 }),
  losses: appendTrace(emptyTrace(), [3, 1]),
};

describe('curves as text', () => {
  it('quote what needs it and leave gaps for what is no number', () => {
    expect(toCsv([['a,b', 'say "x"', Number.NaN, 0.1]])).toBe('"a,b","say ""x""",,0.1\r\n');
  });

  it('have a row for the clean image, t = 0, and one for each time step, in full precision', () => {
    const rows = scheduleCsv(tables)
      .trim()
      .split('\r\n')
      .map((line) => line.split(','));
    // β is 0.0001, 0.01005, 0.02.
    expect(rows.map((row) => row.slice(0, 3))).toEqual([
      ['t', 'betas', 'alphasCumprod'],
      ['0', '', '1'],
      ['1', '0.0001', '0.9999'],
      ['2', '0.01005', String(0.9999 * (1 - 0.01005))],
      ['3', '0.02', String(0.9999 * (1 - 0.01005) * (1 - 0.02))],
    ]);
  });

  it('have a row for each step of a short run', () => {
    const lines = lossCsv([run]).trim().split('\r\n');
    expect(lines[0]).toBe('run,step,loss,lossMin,lossMax,lossSmoothed');
    expect(lines[2]).toBe('1,2,1,1,1,1');
  });

  it('come back from JSON', () => {
    const back = JSON.parse(labJson(defaultConfig, tables, [run])) as {
      config: unknown;
      runs: { losses: unknown }[];
    };
    expect(back.config).toEqual(defaultConfig);
    expect(back.runs[0]?.losses).toEqual([
      [1, 3],
      [2, 1],
    ]);
  });
});
