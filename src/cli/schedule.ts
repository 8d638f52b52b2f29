// `lab schedule`: the tables of a schedule, in full double precision.
import { processes } from '../diffusion/process/index';
import type { CliCommand } from './command';
import { optionHelp, parseOptions } from './options';

const own = {
  json: { help: 'print one JSON object of arrays (the default is a table of ten rows)' },
} as const;

export const scheduleCommand: CliCommand = {
  summary: 'print the noise schedule and the tables derived from it',
  help: () => optionHelp(own, ['schedule']),
  run(args) {
    const { config, own: options } = parseOptions(args, own);
    const tables = processes.gaussian.tables(config);
    const shown = {
      betas: tables.betas,
      alphasCumprod: tables.alphasCumprod,
      sqrtAlphasCumprod: tables.sqrtAlphasCumprod,
      sqrtOneMinusAlphasCumprod: tables.sqrtOneMinusAlphasCumprod,
      posteriorVariance: tables.posteriorVariance,
      snr: tables.snr,
    };
    if (options.json !== undefined) {
      console.log(
        JSON.stringify(
          Object.fromEntries(Object.entries(shown).map(([name, values]) => [name, [...values]])),
        ),
      );
      return;
    }
    const rows = Array.from(
      { length: Math.min(10, tables.timesteps) },
      (_, i, count = Math.min(10, tables.timesteps)) =>
        Math.round((i * (tables.timesteps - 1)) / Math.max(1, count - 1)),
    );
    console.table(
      Object.fromEntries(
        rows.map((t) => [
          t,
          Object.fromEntries(Object.entries(shown).map(([name, values]) => [name, values[t]])),
        ]),
      ),
    );
  },
};
