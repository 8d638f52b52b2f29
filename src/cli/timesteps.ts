// `lab timesteps`: the time steps that a sampler visits.
import { makeTables } from '../diffusion/process/tables';
import { samplerLevels } from '../diffusion/samplers/index';
import type { CliCommand } from './command';
import { optionHelp, parseOptions } from './options';
import { print } from './print';

const own = { json: { help: 'print one JSON array' } } as const;

export const timestepsCommand: CliCommand = {
  help: () => optionHelp(own, ['sampling']),
  async run(args) {
    const { config, own: options } = parseOptions(args, own);
    const timesteps = samplerLevels(config, makeTables(config)).map(({ told, timestep }) => told ?? timestep);
    await print(options.json === undefined ? timesteps.join(' ') : JSON.stringify(timesteps));
  },
};
