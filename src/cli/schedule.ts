// `lab schedule`: the tables of a schedule, in full double precision.
import { processes } from '../diffusion/process/index';
import { shownTables, tableRow } from '../diffusion/schedule/rows';
import type { Tables } from '../diffusion/types';
import { alignColumns } from './columns';
import type { CliCommand } from './command';
import { optionHelp, parseOptions } from './options';
import { print } from './print';

const own = {
  json: { help: 'print one JSON object of arrays, t = 1 … T (the default is a table of eleven rows)' },
} as const;

/** Steps between the rows of the table. */
const parts = 10;

export const scheduleCommand: CliCommand = {
  help: () => optionHelp(own, ['schedule']),
  async run(args) {
    const { config, own: options } = parseOptions(args, own);
    const tables = processes.gaussian.tables(config);
    await print(options.json === undefined ? scheduleTable(tables) : scheduleJson(tables));
  },
};

const scheduleJson = (tables: Tables): string =>
  JSON.stringify(Object.fromEntries(shownTables.map((name) => [name, [...tables[name]]])));

/** The clean image, t = 0, and ten times from there to T. */
export function scheduleTable(tables: Tables): string {
  const times = Array.from({ length: parts + 1 }, (_, i) => Math.round((i * tables.timesteps) / parts));
  const rows = [...new Set(times)].map((t) => {
    const row = tableRow(tables, t);
    return [String(t), ...shownTables.map((name) => (Number.isNaN(row[name]) ? '–' : String(row[name])))];
  });
  return alignColumns([['t', ...shownTables], ...rows], 0).join('\n');
}
