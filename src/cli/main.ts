// The `lab` command: the same engine as the page, headless.
import { toLabError } from '../lab/errors';
import { exportCommand } from './export';
import { paramsCommand } from './paramsCommand';
import { plotCommand } from './plot';
import { sampleCommand } from './sample';
import { scheduleCommand } from './schedule';
import { stripCommand } from './strip';
import { timestepsCommand } from './timesteps';
import { trainCommand } from './train';
import type { CliCommand } from './command';

const commands = {
  train: trainCommand,
  sample: sampleCommand,
  export: exportCommand,
  plot: plotCommand,
  schedule: scheduleCommand,
  strip: stripCommand,
  timesteps: timestepsCommand,
  params: paramsCommand,
} as const satisfies Record<string, CliCommand>;

const overview = (): string =>
  [
    'Usage: npm run lab -- COMMAND [OPTIONS]',
    '',
    ...Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(10)} ${summary}`),
    '',
    'npm run lab -- COMMAND --help lists the options of a command.',
  ].join('\n');

async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === 'help') {
    console.log(overview());
    return 0;
  }
  const command = Object.entries(commands).find(([key]) => key === name)?.[1];
  if (!command) {
    console.error(`There is no command "${name}". Allowed are ${Object.keys(commands).join(', ')}.`);
    return 2;
  }
  if (args.includes('--help')) {
    console.log(`${command.summary}\n\n${command.help()}`);
    return 0;
  }
  try {
    await command.run(args);
    return 0;
  } catch (thrown) {
    const error = toLabError(thrown);
    console.error(error.message);
    if (error.code === 'internal') console.error(error.cause);
    return error.code === 'bad-setting' ? 2 : 1;
  }
}

// Dawn keeps the process alive while its GPU object is referenced.
process.exit(await main(process.argv.slice(2)));
