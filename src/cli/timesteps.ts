// `lab timesteps`: the time steps that a sampler visits.
import { makeTables } from '../diffusion/process/tables';
import { samplerLevels } from '../diffusion/samplers/index';
import type { CliCommand } from './command';
import { optionHelp, parseOptions } from './options';

const own = { json: { help: 'print one JSON array' } } as const;

export const timestepsCommand: CliCommand = {
  summary: 'print the time steps that a sampler visits, from the noise to the data',
  help: () => optionHelp(own, ['sampling']),
  run(args) {
    const { config, own: options } = parseOptions(args, own);
    const timesteps = samplerLevels(config, makeTables(config)).map(({ told, timestep }) => told ?? timestep);
    console.log(options.json === undefined ? timesteps.join(' ') : JSON.stringify(timesteps));
  },
};
